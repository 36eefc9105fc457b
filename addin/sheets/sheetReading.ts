// What reading a sheet yields besides its document: where each of its parts stands, so that the
// server's answers find their cells.
import type {
  ExplainedRejection,
  Rejection,
  RejectionField,
  RejectionPlace,
} from '../../shared/rejection.ts';
import { cellAddress } from './cellGrid.ts';
import { amountColumnsOf, type TableColumns } from './tableColumns.ts';
import type { TableRows } from './tableRows.ts';

/** `side` is the column that says D or H of the amount beside it. */
export type LineColumns = Partial<Record<RejectionField | 'side', number>>;

/** Where fields stand. Rows and columns are zero-based; a line's number is its row plus one. */
export interface FieldPlaces {
  /** Columns of the fields of a line, from that line on: pasted titles may move them. */
  tables: { fromLine: number; columns: LineColumns }[];
  /** Cell of each field of the document. */
  cells: Partial<Record<RejectionField, string>>;
  /** For what concerns the document as a whole (it does not balance). */
  totals: string | null;
  /** For an empty document: where to begin typing. */
  firstLine: string;
}

export function tablePlaces({ headers }: TableRows): FieldPlaces['tables'] {
  return headers.map(({ firstRow, columns }) => ({
    fromLine: firstRow + 1,
    columns: lineColumnsOf(columns),
  }));
}

function lineColumnsOf(columns: TableColumns): LineColumns {
  const { name: _calculated, date: _ofTheDocument, ...fields } = columns.fields;
  const [debit = 0, credit = debit] = amountColumnsOf(columns);
  const { amounts } = columns;
  return {
    ...fields,
    debit,
    credit,
    ...(amounts.kind === 'lettered' ? { side: amounts.side } : {}),
  };
}

/** The columns of the fields of one line. */
export function columnsAt({ tables }: FieldPlaces, line: number): LineColumns {
  return tables.findLast(({ fromLine }) => fromLine <= line)?.columns ?? {};
}

/** The cell of a rejection by line and field; null when it concerns no cell of the sheet. */
export function cellOfRejection(
  rejection: Pick<ExplainedRejection, 'code' | 'line' | 'field' | 'cell'>,
  places: FieldPlaces,
): string | null {
  if (rejection.cell !== undefined) return rejection.cell;
  const { line, field, code } = rejection;
  if (line !== undefined) {
    const columns = columnsAt(places, line);
    const column =
      (field && columns[field]) ??
      (code.startsWith('line-') ? columns.debit : undefined) ??
      columns.account;
    return column === undefined ? null : cellAddress(line - 1, column);
  }
  if (code === 'voucher-empty') return places.firstLine;
  return (field && places.cells[field]) ?? places.totals;
}

/** What was found wrong before the server looked. */
export interface LocalFindings {
  rejections: readonly Rejection[];
  /** Cells that wait for an answer: as unreadable as the refused ones. */
  asked: readonly RejectionPlace[];
}

const aboutAmounts = /^(amounts?|side|sides|total)-/;

/** What the server says only because a cell could not be read, and would mislead. */
export function withoutEchoes(
  answered: readonly ExplainedRejection[],
  { rejections, asked }: LocalFindings,
): ExplainedRejection[] {
  const amountLines = new Set(asked.flatMap(({ line }) => line ?? []));
  const fieldsOfLines = new Set<string>();
  for (const { code, line, field } of rejections) {
    if (line !== undefined && aboutAmounts.test(code)) amountLines.add(line);
    if (field !== undefined) fieldsOfLines.add(`${line ?? ''} ${field}`);
  }
  return answered.filter(({ code, line, field }) => {
    if (amountLines.size > 0 && /unbalanced$/.test(code)) return false;
    const isAmountMissing = code === 'line-without-amount' || code === 'line-both-sides';
    if (line !== undefined && isAmountMissing && amountLines.has(line)) return false;
    if (field === undefined || field === 'debit' || field === 'credit') return true;
    return !fieldsOfLines.has(`${line ?? ''} ${field}`);
  });
}
