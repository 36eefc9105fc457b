// Asks the server what is wrong with a document and shows it in its sheet: the common part of
// validating, of posting what cannot be read, and of checking again after an edit.
import type { ApiClient } from '../api/apiClient.ts';
import type { ApiFailure, ApiResult } from '../api/apiResult.ts';
import { writeMarks } from '../host/cellMarks.ts';
import { addMissingStyles } from '../host/cellStyles.ts';
import { writeQuietly, type HostContext } from '../host/runExcel.ts';
import { writeDocument } from '../host/sheetDocument.ts';
import { withDraft, writeDrafts, type StoredDraft } from '../host/workbookSettings.ts';
import type { WritableStore } from '../state/addinStore.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Validation } from '../../shared/contract/vouchers.ts';
import type { ExplainedRejection } from '../../shared/rejection.ts';
import type { PostOptions, SheetProblem } from './commandOutcome.ts';
import { collectProblems, marksOf } from './documentProblems.ts';
import type { OpenDocument } from './openDocument.ts';

export interface Check {
  problems: SheetProblem[];
  /** Null when the server did not say. */
  validation: Validation | null;
  failure: ApiFailure | null;
}

export async function checkDocument(
  api: ApiClient,
  company: Company,
  open: OpenDocument,
  options: PostOptions = {},
): Promise<Check> {
  const { form } = open;
  const answer: ApiResult<Validation> =
    form.kind === 'voucher'
      ? await api.validateVoucher(company.code, form.input)
      : await api.validateOpening(company.code, { ...form.input, ...options });
  // A refused validation is about the request itself (too many rows, a text that cannot travel).
  const refused = !answer.ok && answer.failure.kind === 'refused' ? answer.failure.rejections : [];
  const validation = answer.ok ? answer.value : null;
  return {
    problems: problemsOf(open, company, {
      rejections: (validation?.rejections as ExplainedRejection[] | undefined) ?? refused,
      notices: (validation?.notices as ExplainedRejection[] | undefined) ?? [],
    }),
    validation,
    failure: answer.ok || refused.length > 0 ? null : answer.failure,
  };
}

export function problemsOf(
  open: OpenDocument,
  company: Company,
  answered: { rejections: ExplainedRejection[]; notices: ExplainedRejection[] },
): SheetProblem[] {
  const { sheet, form } = open;
  const { places, rejections, notices, questions } = form;
  return collectProblems({
    sheet,
    places,
    writing: company,
    local: { rejections, notices, questions },
    answered,
  });
}

/** Draft entries of the workbook after this document became what it is now. */
export function draftsWith(
  open: OpenDocument,
  state: StoredDraft['state'] | 'posted',
): StoredDraft[] {
  const { read, document } = open;
  const { kind, voucherId } = document;
  const entry = state === 'posted' ? null : { sheetId: read.id, voucherId, kind, state };
  return withDraft(read.settings.drafts, read.id, entry);
}

/** One round trip: marks put and taken away, the form made whole, a copy turned into its own draft. */
export async function showProblems(
  store: WritableStore,
  context: HostContext,
  open: OpenDocument,
  problems: readonly SheetProblem[],
): Promise<void> {
  const { read, form } = open;
  await writeQuietly(context, () => {
    addMissingStyles(context, read.styles);
    if (open.isCopy) {
      form.reopen(read.worksheet);
      writeDrafts(context, draftsWith(open, 'draft'));
    }
    if (open.isCopy || read.document?.ownerSheetId !== open.document.ownerSheetId) {
      writeDocument(read.worksheet, open.document);
    }
    form.restore(read.worksheet);
    writeProblemMarks(open, problems);
  });
  store.setProblems(open.sheet, [...problems]);
}

/** Queues the marks: the caller syncs. */
export function writeProblemMarks(open: OpenDocument, problems: readonly SheetProblem[]): void {
  const { read, form } = open;
  writeMarks({
    sheet: read.worksheet,
    marks: marksOf(problems),
    before: read.markedCells,
    looks: form.looks,
    notes: read.notes,
  });
}
