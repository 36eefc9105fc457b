// «Contabilizar»: the document of the sheet in front reaches the ledger once or not at all, and the
// sheet says which, also when the connection is lost in between.
import type { ApiFailure } from '../api/apiResult.ts';
import { addMissingStyles } from '../host/cellStyles.ts';
import { runExcel, writeQuietly, type HostContext } from '../host/runExcel.ts';
import { writeDocument, type SheetDocument } from '../host/sheetDocument.ts';
import { writeDrafts } from '../host/workbookSettings.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { formatLocalDate, parseLocalDate } from '../../shared/localDate.ts';
import { formatWireAmount } from '../../shared/money.ts';
import type { ExplainedRejection } from '../../shared/rejection.ts';
import {
  checkDocument,
  draftsWith,
  problemsOf,
  showProblems,
  writeProblemMarks,
} from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import type { DifferenceOffer, PostOptions } from './commandOutcome.ts';
import { expiredOutcome, failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { contentSignature } from './contentSignature.ts';
import { countProblems } from './documentProblems.ts';
import { openDocument, type OpenDocument } from './openDocument.ts';
import { alreadyPosted } from './postedOutcome.ts';

interface Posting {
  context: CommandContext;
  excel: HostContext;
  open: OpenDocument;
  company: Company;
  say: Work['say'];
  options: PostOptions;
}

export async function postSheet(
  context: CommandContext,
  work: Work,
  options: PostOptions,
): Promise<OutcomeParts> {
  const { company, say } = work;
  return runExcel(async (excel) => {
    const opened = await openDocument(excel, company, context, {
      onProgress: (done, total) => say('Leyendo la hoja…', { done, total }),
    });
    if (!opened.ok) return opened.parts;
    const { open } = opened;
    if (open.document.state === 'posted') return alreadyPosted(open);
    const posting: Posting = { context, excel, open, company, say, options };
    if (open.form.rejections.length > 0) return refuseUnreadable(posting);
    const refused = open.form.kind === 'opening' ? await precheckOpening(posting) : null;
    return refused ?? send(posting);
  });
}

/** Cells that cannot be read: the server is asked all the same, so that every problem shows at once. */
async function refuseUnreadable({
  context,
  excel,
  open,
  company,
  say,
}: Posting): Promise<OutcomeParts> {
  say('Comprobando en el libro…');
  const { problems } = await checkDocument(context.api, company, open);
  await showProblems(context.store, excel, open, problems);
  return refusedOutcome(open, problems, null);
}

/**
 * Openings are checked before they are sent: loading the same balances twice would double them, so a
 * second opening needs a second press.
 */
async function precheckOpening(posting: Posting): Promise<OutcomeParts | null> {
  const { context, excel, open, company, say, options } = posting;
  const { sheet, document, form } = open;
  if (document.state === 'pending') return null;
  say('Comprobando en el libro…');
  const check = await checkDocument(context.api, company, open, options);
  if (check.failure) return { ...failureOutcome(check.failure), sheet };
  const { problems, validation } = check;
  if (problems.some((one) => one.severity === 'error')) {
    await showProblems(context.store, excel, open, problems);
    const rejections = (validation?.rejections ?? []) as ExplainedRejection[];
    return refusedOutcome(open, problems, offerOf(open, rejections, company));
  }
  const repeated = problems.find(({ code }) => code === 'opening-exists');
  const content = await contentSignature({ input: form.input, options });
  if (!repeated || context.warnedOpenings.get(sheet.id) === content) return null;
  context.warnedOpenings.set(sheet.id, content);
  return {
    status: 'refused',
    sentence: `${repeated.message} No se ha contabilizado nada.`,
    remedy: 'Si estos saldos son otros y también deben cargarse, pulse «Contabilizar» otra vez.',
    sheet,
    problems,
  };
}

async function send(posting: Posting): Promise<OutcomeParts> {
  const { context, open, company, say, options } = posting;
  const { form, document } = open;
  const { voucherId: id, pendingKey, pendingContent, state } = document;
  const content = await contentSignature({ input: form.input, options });
  // The same content under the same key is the same operation: the server answers what it recorded.
  const isRetry = state === 'pending' && pendingKey !== undefined && pendingContent === content;
  const key = isRetry ? pendingKey : context.newId();
  const pending: SheetDocument = {
    ...document,
    state: 'pending',
    pendingKey: key,
    pendingContent: content,
  };
  // Written down before sending: whatever happens from here on, the sheet knows what it was.
  await writePending(posting, pending);
  say(`Contabilizando ${form.input.lines.length} líneas…`);
  const answer =
    form.kind === 'voucher'
      ? await context.api.createVoucher(company.code, { ...form.input, id, action: 'post' }, key)
      : await context.api.createOpening(company.code, { ...form.input, ...options, id }, key);
  if (answer.ok) return finish(posting, answer.value.voucher, answer.value);
  return handleFailure(posting, pending, answer.failure);
}

async function writePending(posting: Posting, pending: SheetDocument): Promise<void> {
  const { excel, open } = posting;
  const { read, form } = open;
  await writeQuietly(excel, () => {
    addMissingStyles(excel, read.styles);
    if (open.isCopy) form.reopen(read.worksheet);
    form.restore(read.worksheet);
    form.writeState(read.worksheet, 'pending');
    writeDocument(read.worksheet, pending);
    writeDrafts(excel, draftsWith(open, 'pending'));
  });
  posting.context.store.setDocument(open.sheet, pending);
}

async function handleFailure(
  posting: Posting,
  pending: SheetDocument,
  failure: ApiFailure,
): Promise<OutcomeParts> {
  const { context, open, company } = posting;
  const { sheet, document } = open;
  if (failure.kind === 'unanswered' || failure.kind === 'unexpected') {
    return {
      status: 'pending',
      sentence: `Se envió la hoja «${sheet.name}» y no llegó la respuesta: queda pendiente de confirmar.`,
      remedy:
        'Cuando vuelva la conexión pulse «Contabilizar»: si ya se contabilizó recibirá su número, y si no se contabilizará una sola vez.',
      sheet,
    };
  }
  if (failure.kind === 'expired') {
    // Refused at the door: nothing was posted now, but an earlier attempt may have been.
    if (document.state !== 'pending') await backToDraft(posting);
    return { ...expiredOutcome, sheet };
  }
  const isKnown = failure.rejections.some(
    ({ code }) => code === 'voucher-already-posted' || code === 'voucher-id-taken',
  );
  if (isKnown) {
    const found = await context.api.getVoucher(company.code, pending.voucherId);
    if (found.ok && found.value.state === 'posted') return finish(posting, found.value, null);
  }
  return refuse(posting, failure);
}

async function refuse(
  posting: Posting,
  failure: Extract<ApiFailure, { kind: 'refused' }>,
): Promise<OutcomeParts> {
  const { context, open, company } = posting;
  const { rejections } = failure;
  const problems = problemsOf(open, company, { rejections, notices: [] });
  await backToDraft(posting, () => writeProblemMarks(open, problems));
  context.store.setProblems(open.sheet, problems);
  const isWhole = rejections.every((one) => one.line === undefined && one.field === undefined);
  const offer = offerOf(open, rejections, company);
  if (offer || !isWhole) return refusedOutcome(open, problems, offer);
  return { ...failureOutcome(failure), sheet: open.sheet, problems };
}

async function backToDraft(posting: Posting, write: () => void = () => {}): Promise<void> {
  const { excel, open } = posting;
  const { read, form, document } = open;
  const { pendingKey: _key, pendingContent: _content, ...rest } = document;
  const draft: SheetDocument = { ...rest, state: 'draft' };
  await writeQuietly(excel, () => {
    form.writeState(read.worksheet, 'draft');
    writeDocument(read.worksheet, draft);
    writeDrafts(excel, draftsWith(open, 'draft'));
    write();
  });
  posting.context.store.setDocument(open.sheet, draft);
}

function refusedOutcome(
  open: OpenDocument,
  problems: ReturnType<typeof problemsOf>,
  differenceOffer: DifferenceOffer | null,
): OutcomeParts {
  const errors = problems.filter((one) => one.severity === 'error');
  const single = errors.length === 1 ? errors[0] : undefined;
  const said = single?.message ?? `No se contabilizó nada. ${countProblems(problems)}`;
  return {
    status: 'refused',
    sentence: [said, ...open.form.remarks].join(' '),
    remedy: single?.remedy ?? 'Corrija las celdas señaladas y pulse «Contabilizar».',
    sheet: open.sheet,
    problems,
    differenceOffer,
  };
}

/** B03: the account is offered by its name; only the user's press uses it. */
function offerOf(
  open: OpenDocument,
  rejections: readonly ExplainedRejection[],
  company: Company,
): DifferenceOffer | null {
  const unbalanced = rejections.find(({ code }) => code === 'opening-unbalanced');
  const { account, name, difference } = unbalanced?.params ?? {};
  if (account === undefined || account === '' || rejections.length > 1) return null;
  return {
    sheet: open.sheet,
    account: String(account),
    accountName: String(name ?? ''),
    difference: formatWireAmount(
      String(difference ?? '0'),
      company.minorDigits,
      company.numberStyle,
    ),
  };
}

/** @param result null when the voucher was found posted by an earlier attempt */
async function finish(
  posting: Posting,
  voucher: Voucher,
  result: VoucherResult | null,
): Promise<OutcomeParts> {
  const { context, excel, open, company } = posting;
  const { read, form, sheet, document } = open;
  const label = voucher.label ?? '';
  const { pendingKey: _key, pendingContent, ...rest } = document;
  const posted: SheetDocument = {
    ...rest,
    state: 'posted',
    label,
    date: voucher.date,
    version: voucher.version,
  };
  await writeQuietly(excel, () => {
    writeProblemMarks(open, []);
    form.writePosted(read.worksheet, voucher);
    writeDocument(read.worksheet, posted);
    writeDrafts(excel, draftsWith(open, 'posted'));
  });
  context.store.setProblems(sheet, []);
  context.store.setDocument(sheet, posted);
  if (result) announcePosting(context, company, result.ledgerVersion);
  void context.refreshCompany();
  const date = parseLocalDate(voucher.date);
  const day = date ? formatLocalDate(date) : voucher.date;
  const what =
    form.kind === 'voucher'
      ? `Contabilizado como ${label}`
      : `Saldos iniciales contabilizados como ${label}`;
  // Found in the ledger after the sheet was changed: the changes are not in it, and that is said.
  const changed = !result && pendingContent !== undefined;
  return {
    status: 'done',
    sentence: result
      ? `${what}, con fecha ${day}. ${form.remarks.join(' ')}`.trim()
      : `Ya estaba contabilizado: es el ${label}, con fecha ${day}. No se ha duplicado.`,
    remedy: changed
      ? 'Compruebe la hoja: lo que cambió después de enviarla no está en el libro.'
      : null,
    sheet,
    posted: { id: voucher.id, label, date: voucher.date, sheet },
  };
}

/** The figures of this workbook need not wait for the feed. */
function announcePosting(context: CommandContext, company: Company, ledgerVersion: number): void {
  const { settingsVersion } = context.store.getSnapshot().company ?? company;
  context.figures.announce({ ledgerVersion, settingsVersion });
}
