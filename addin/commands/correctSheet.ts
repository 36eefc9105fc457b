// «Corregir» and «Volver a lo contabilizado»: the two ways out when a posted sheet says something else
// than the ledger.
import { writeRestoration } from '../host/restoreLines.ts';
import { runExcel, writeQuietly, type HostContext } from '../host/runExcel.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type {
  Voucher,
  VoucherCorrection,
  VoucherLineInput,
} from '../../shared/contract/vouchers.ts';
import { problemsOf, showProblems } from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { countProblems } from './documentProblems.ts';
import { openDocument, type OpenDocument } from './openDocument.ts';
import { settledOutcome } from './postedOutcome.ts';
import { settleSheet, type Settled, type Standing } from './settleSheet.ts';

type Differing = Extract<Standing, { comparison: unknown }>;

/** Opens the sheet in front and asks where it stands; anything but a difference is said and ends there. */
async function openDiffering(
  context: CommandContext,
  excel: HostContext,
  { company, say }: Work,
): Promise<{ parts: OutcomeParts } | { open: OpenDocument; standing: Differing }> {
  const opened = await openDocument(excel, company, context);
  if (!opened.ok) return { parts: opened.parts };
  const { open } = opened;
  say('Comparando con el libro…');
  const settled = await settleSheet(context, excel, open, company);
  const { standing } = settled;
  if (standing.kind === 'differs') return { open, standing };
  const parts = settledOutcome(open, settled, company) ?? {
    status: 'refused',
    sentence: `La hoja «${open.sheet.name}» no está contabilizada: no hay nada que corregir en el libro.`,
    remedy: 'Pulse «Contabilizar» cuando esté lista.',
    sheet: open.sheet,
  };
  return { parts };
}

/** The mirrors of what was posted and what the sheet says now, in one step, with the sheet's version. */
export async function correctSheet(
  context: CommandContext,
  work: Work,
  reason: string,
): Promise<OutcomeParts> {
  const { company, say } = work;
  return runExcel(async (excel) => {
    const found = await openDiffering(context, excel, work);
    if ('parts' in found) return found.parts;
    const { open, standing } = found;
    const { sheet, document, form } = open;
    if (form.rejections.length > 0) return refuse(context, excel, open, company, []);
    say('Corrigiendo en el libro…');
    const version = document.version ?? standing.voucher.version;
    const corrected = { id: document.voucherId, version };
    const correction = correctionOf(open, standing.voucher, reason);
    const answer = await context.acts.run(
      ['correctVoucher', company.code, corrected, correction],
      (key) => context.api.correctVoucher(company.code, corrected, correction, key),
    );
    if (!answer.ok) {
      if (answer.failure.kind === 'refused') {
        const { rejections } = answer.failure;
        const isWhole = rejections.every(({ line, field }) => (line ?? field) === undefined);
        const isOvertaken = rejections.some(({ code }) => code === 'voucher-changed');
        if (isWhole || isOvertaken) return { ...failureOutcome(answer.failure), sheet };
        return refuse(context, excel, open, company, rejections);
      }
      if (answer.failure.kind === 'unanswered') return unanswered(open);
      return { ...failureOutcome(answer.failure), sheet };
    }
    const { voucher, ledgerVersion } = answer.value;
    open.document = { ...document, version: voucher.version };
    await settleSheet(context, excel, open, company);
    context.figures.announce({ ledgerVersion, settingsVersion: company.settingsVersion });
    void context.refreshCompany();
    const label = voucher.label ?? '';
    return {
      status: 'done',
      sentence: `${label} corregido: el libro dice ya lo que dice la hoja.`,
      remedy: null,
      sheet,
      posted: { id: voucher.id, label, date: voucher.date, sheet },
    };
  });
}

function unanswered({ sheet, document }: OpenDocument): OutcomeParts {
  return {
    status: 'pending',
    sentence: `No llegó la respuesta: no se sabe si ${document.label ?? 'la hoja'} quedó corregido.`,
    remedy:
      'Cuando vuelva la conexión pulse «Validar»: la hoja se comparará otra vez con el libro.',
    sheet,
  };
}

async function refuse(
  context: CommandContext,
  excel: HostContext,
  open: OpenDocument,
  company: Company,
  rejections: Parameters<typeof problemsOf>[2]['rejections'],
): Promise<OutcomeParts> {
  const problems = problemsOf(open, company, { rejections, notices: [] });
  await showProblems(context.store, excel, open, problems);
  return {
    status: 'refused',
    sentence: `No se ha corregido nada. ${countProblems(problems, company.numberStyle)}`,
    remedy: 'Corrija las celdas señaladas y pulse «Corregir» otra vez.',
    sheet: open.sheet,
    problems,
  };
}

function correctionOf(
  { form, document }: OpenDocument,
  voucher: Voucher,
  reason: string,
): VoucherCorrection {
  if (form.kind === 'voucher') return { ...form.input, reason };
  const { date = voucher.date, lines } = form.input;
  const { description, reference } = voucher;
  return {
    date,
    description,
    reference,
    lines: [...lines, ...addedLine(document, voucher)],
    reason,
  };
}

/** The line that took the difference of an opening stays: the sheet never had it. */
function addedLine(
  { differenceAccount }: OpenDocument['document'],
  voucher: Voucher,
): VoucherLineInput[] {
  const added = voucher.lines.findLast(({ account }) => account === differenceAccount);
  if (!added) return [];
  const { line, account, description, debit, credit } = added;
  const side = /^0(\.0+)?$/.test(debit) ? { credit } : { debit };
  return [{ line: line + 1_000_000, account, description, ...side }];
}

/** Only the cells that differ are written; the rest of the sheet stays as the user has it. */
export async function restoreSheet(context: CommandContext, work: Work): Promise<OutcomeParts> {
  const { company, say } = work;
  return runExcel(async (excel) => {
    const found = await openDiffering(context, excel, work);
    if ('parts' in found) return found.parts;
    const { open, standing } = found;
    say('Volviendo a lo contabilizado…');
    const settled = await restore(context, excel, company, open, standing);
    const label = standing.voucher.label ?? '';
    if (settled?.standing.kind !== 'same') {
      return {
        status: 'refused',
        sentence: `La hoja no ha quedado igual que ${label}: sus títulos o sus filas han cambiado.`,
        remedy: 'Ábralo desde la lista del panel en una hoja nueva.',
        sheet: open.sheet,
        problems: settled?.problems ?? [],
      };
    }
    return {
      status: 'done',
      sentence: `La hoja vuelve a decir lo mismo que ${label} en el libro.`,
      sheet: open.sheet,
    };
  });
}

/** Writes what the ledger says, reads the sheet again and compares. */
export async function restore(
  context: CommandContext,
  excel: HostContext,
  company: Company,
  open: OpenDocument,
  standing: Differing,
): Promise<Settled | null> {
  await writeQuietly(excel, () =>
    writeRestoration(open.read.worksheet, open.form, standing.comparison, company),
  );
  const again = await openDocument(excel, company, context, { sheetId: open.sheet.id });
  if (!again.ok) return null;
  again.open.document = { ...again.open.document, version: standing.voucher.version };
  again.open.isInFront = open.isInFront;
  return settleSheet(context, excel, again.open, company);
}
