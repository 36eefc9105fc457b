// «Validar»: every problem of the sheet at once, each in its cell with what would be right.
import { describeFailure } from '../api/apiResult.ts';
import { runExcel } from '../host/runExcel.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Validation } from '../../shared/contract/vouchers.ts';
import { formatWireAmount } from '../../shared/money.ts';
import { countThings } from '../../shared/text/countThings.ts';
import { checkDocument, showProblems, type Check } from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { expiredOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { countProblems } from './documentProblems.ts';
import { openDocument, type OpenDocument } from './openDocument.ts';
import { settledOutcome, voucherWord } from './postedOutcome.ts';
import { isKnownToServer, settleSheet } from './settleSheet.ts';
import { groupUnknownAccounts } from './unknownAccounts.ts';

export async function validateSheet(context: CommandContext, work: Work): Promise<OutcomeParts> {
  const { company, say } = work;
  return runExcel(async (excel) => {
    const opened = await openDocument(excel, company, context, {
      onProgress: (done, total) => say('Leyendo la hoja…', { done, total }),
    });
    if (!opened.ok) return opened.parts;
    const { open } = opened;
    say('Comprobando en el libro…');
    if (isKnownToServer(open.document)) {
      const settled = await settleSheet(context, excel, open, company);
      const parts = settledOutcome(open, settled, company);
      if (parts) return parts;
    }
    const check = await checkDocument(context.api, company, open);
    if (check.failure?.kind === 'expired') return { ...expiredOutcome, sheet: open.sheet };
    await showProblems(context.store, excel, open, check.problems);
    context.store.setDocument(open.sheet, open.document);
    return outcomeOf(open, check, company);
  });
}

function outcomeOf(open: OpenDocument, check: Check, company: Company): OutcomeParts {
  const { validation, failure } = check;
  const problems = groupUnknownAccounts(check.problems, open.sheet);
  const { sheet } = open;
  const remarks = open.form.remarks.join(' ');
  const join = (...sentences: string[]) => sentences.filter((one) => one !== '').join(' ');
  if (failure) {
    const { message, remedy } = describeFailure(failure);
    const status = failure.kind === 'unanswered' ? 'offline' : 'failed';
    const seen = problems.length > 0 ? countProblems(problems, company.numberStyle) : '';
    return { status, sentence: join(message, seen), remedy, sheet, problems };
  }
  if (problems.some((one) => one.severity === 'error')) {
    return {
      status: 'refused',
      sentence: join(countProblems(problems, company.numberStyle), remarks),
      remedy: 'Corrija las celdas señaladas; la lista del panel dice qué espera cada una.',
      sheet,
      problems,
    };
  }
  return {
    status: 'done',
    sentence: join(
      totalsSentence(open, validation, company),
      problems.length > 0 ? countProblems(problems, company.numberStyle) : '',
      remarks,
    ),
    remedy: 'Pulse «Contabilizar» para registrarlo en el libro.',
    sheet,
    problems,
  };
}

function totalsSentence(
  open: OpenDocument,
  validation: Validation | null,
  company: Company,
): string {
  const amount = formatWireAmount(
    validation?.totals.debit ?? '0',
    company.minorDigits,
    company.numberStyle,
  );
  const lines = open.form.input.lines.length;
  return open.form.kind === 'voucher'
    ? `El ${voucherWord(company)} cuadra: ${amount} en el debe y en el haber.`
    : `Los saldos iniciales cuadran: ${countThings(lines, 'cuenta', 'cuentas', company.numberStyle)}, ${amount} en el debe y en el haber.`;
}

/** Rows of a sheet that is checked again by itself after each edit; longer ones wait for «Validar». */
const mostRowsForRecheck = 2_000;

/** After an edit: problems that were solved leave the list; a posted sheet is compared with the ledger again. */
export async function recheckSheet(
  context: CommandContext,
  company: Company,
  sheetId: string,
): Promise<void> {
  await runExcel(async (excel) => {
    const opened = await openDocument(excel, company, context, { sheetId });
    if (!opened.ok) return;
    const { open } = opened;
    const { state } = open.document;
    if (state === 'posted' || state === 'voided') {
      await settleSheet(context, excel, open, company);
      return;
    }
    if (state !== 'draft' || open.isCopy) return;
    if (open.read.grid.values.length > mostRowsForRecheck) return;
    const check = await checkDocument(context.api, company, open);
    if (check.failure) return;
    await showProblems(context.store, excel, open, check.problems);
  });
}
