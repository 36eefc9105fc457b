// «Contabilizar»: the document of the sheet in front reaches the ledger once or not at all, and the
// sheet says which, also when the connection is lost in between.
import type { ApiFailure, ApiResult } from '../api/apiResult.ts';
import { addMissingStyles } from '../host/cellStyles.ts';
import { runExcel, writeQuietly } from '../host/runExcel.ts';
import { writeDocument, type SheetDocument } from '../host/sheetDocument.ts';
import { writeDrafts } from '../host/workbookSettings.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { formatLocalDate, parseLocalDate } from '../../shared/localDate.ts';
import { countThings } from '../../shared/text/countThings.ts';
import {
  checkDocument,
  draftsWith,
  problemsOf,
  showProblems,
  writeProblemMarks,
} from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import type { PostOptions } from './commandOutcome.ts';
import {
  offerOf,
  precheckOpening,
  questionOf,
  refusedOutcome,
  refuseOffline,
  type Posting,
} from './postChecks.ts';
import { expiredOutcome, failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { contentSignature } from './contentSignature.ts';
import { openDocument } from './openDocument.ts';
import { settledOutcome } from './postedOutcome.ts';
import { keep } from './saveDraft.ts';
import { isKnownToServer, settleSheet } from './settleSheet.ts';

const openingDescription = 'Saldos iniciales';

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
    if (isKnownToServer(open.document) && open.document.state !== 'pending') {
      say('Comprobando en el libro…');
      const settled = await settleSheet(context, excel, open, company);
      const parts = settledOutcome(open, settled, company);
      if (parts) return parts;
    }
    const posting: Posting = { context, excel, open, company, say, options };
    if (open.form.rejections.length > 0) return refuseUnreadable(posting);
    const refused =
      (await refuseOffline(posting)) ??
      (open.form.kind === 'opening' ? await precheckOpening(posting) : null);
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
  return refusedOutcome({ open, company }, problems, null);
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
  const lines = countThings(form.input.lines.length, 'línea', 'líneas', company.numberStyle);
  say(`Contabilizando ${lines}…`);
  const answer =
    document.version !== undefined
      ? await postSaved(posting, pending, key)
      : form.kind === 'voucher'
        ? await context.api.createVoucher(company.code, { ...form.input, id, action: 'post' }, key)
        : await context.api.createOpening(company.code, { ...form.input, ...options, id }, key);
  if (answer.ok) return finish(posting, answer.value.voucher, answer.value);
  return handleFailure(posting, pending, answer.failure);
}

/** A draft that the server keeps becomes what the sheet says, in the version it was made from, and is posted. */
async function postSaved(
  { context, excel, open, company }: Posting,
  pending: SheetDocument,
  key: string,
): Promise<ApiResult<VoucherResult>> {
  const { form } = open;
  const input =
    form.kind === 'voucher' ? form.input : { ...form.input, description: openingDescription };
  // Its own key, from the one that the sheet keeps: a retry finds what it did, also after a reload.
  const draftKey = `${key}-v${pending.version}`;
  const kept = await keep(context, company, pending, input, draftKey);
  if (!kept.ok) return kept;
  pending.version = kept.value.version;
  // Written down again: a retry must know the version that it left on the server.
  writeDocument(open.read.worksheet, pending);
  await excel.sync();
  return context.api.postDraft(company.code, pending.voucherId, key);
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
      sentence: `No llegó la respuesta a la hoja «${sheet.name}»: no se sabe si quedó contabilizada.`,
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
    ({ code }) =>
      code === 'voucher-already-posted' ||
      code === 'voucher-id-taken' ||
      code === 'voucher-not-draft',
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
  const question = questionOf(posting, rejections);
  if (question) {
    await backToDraft(posting);
    return question;
  }
  const problems = problemsOf(open, company, { rejections, notices: [] });
  await backToDraft(posting, () => writeProblemMarks(open, problems));
  context.store.setProblems(open.sheet, problems);
  const isWhole = rejections.every((one) => one.line === undefined && one.field === undefined);
  const offer = offerOf(open, rejections, company);
  if (offer || !isWhole) return refusedOutcome(posting, problems, offer);
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

/** @param result null when the voucher was found posted by an earlier attempt */
async function finish(
  posting: Posting,
  voucher: Voucher,
  result: VoucherResult | null,
): Promise<OutcomeParts> {
  const { context, excel, open, company, options } = posting;
  const { read, form, sheet, document } = open;
  const label = voucher.label ?? '';
  const { pendingKey: _key, pendingContent, ...rest } = document;
  const posted: SheetDocument = {
    ...rest,
    state: 'posted',
    label,
    date: voucher.date,
    version: voucher.version,
    ...(options.differenceAccount && { differenceAccount: options.differenceAccount }),
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
      ? [`${what}, con fecha ${day}.`, ...form.remarks, ...saidOnce(result)].join(' ')
      : `Ya estaba contabilizado: es el ${label}, con fecha ${day}. No se ha duplicado.`,
    remedy: changed
      ? 'Compruebe la hoja: lo que cambió después de enviarla no está en el libro.'
      : null,
    sheet,
    posted: { id: voucher.id, label, date: voucher.date, sheet },
  };
}

const mostNotices = 3;

/** What posting did besides: third parties added… A few; a whole balance may bring hundreds. */
function saidOnce({ notices }: VoucherResult): string[] {
  const added = notices.filter(({ code }) => code.endsWith('-added'));
  return added.slice(0, mostNotices).map(({ message }) => message);
}

/** The figures of this workbook need not wait for the feed. */
function announcePosting(context: CommandContext, company: Company, ledgerVersion: number): void {
  const { settingsVersion } = context.store.getSnapshot().company ?? company;
  context.figures.announce({ ledgerVersion, settingsVersion });
}
