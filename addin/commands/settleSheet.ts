// What became of the voucher of a sheet is asked, never remembered: the server says where it stands, the
// sheet is compared with it, and state, number and marks are put right.
import type { ApiClient } from '../api/apiClient.ts';
import type { ApiFailure } from '../api/apiResult.ts';
import { addMissingStyles } from '../host/cellStyles.ts';
import { stateWords, type ShownState, type StateWord } from '../host/documentState.ts';
import { writeQuietly, type HostContext } from '../host/runExcel.ts';
import { writeDocument, type SheetDocument } from '../host/sheetDocument.ts';
import { writeDrafts } from '../host/workbookSettings.ts';
import { compareWithLedger, isSame, type Comparison } from '../sheets/compareWithLedger.ts';
import type { WritableStore } from '../state/addinStore.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { draftsWith, writeProblemMarks } from './checkDocument.ts';
import type { SheetProblem } from './commandOutcome.ts';
import { collectProblems } from './documentProblems.ts';
import type { OpenDocument } from './openDocument.ts';

/** same · differs: posted, and the sheet says it or not · draft: on the server, without effect · missing. */
export type Standing =
  | { kind: 'same' | 'differs'; voucher: Voucher; comparison: Comparison; isCorrected: boolean }
  | { kind: 'voided'; voucher: Voucher }
  /** `isOvertaken`: somebody changed it since the sheet was made from it. */
  | { kind: 'draft'; voucher: Voucher; isOvertaken: boolean }
  | { kind: 'missing' }
  | { kind: 'unknown'; failure: ApiFailure };

export interface Settled {
  standing: Standing;
  document: SheetDocument;
  problems: SheetProblem[];
}

interface Settling {
  api: ApiClient;
  store: WritableStore;
}

/** True for a document that the server may know: anything but a draft that was never sent. */
export function isKnownToServer({ state, version }: SheetDocument): boolean {
  return state !== 'draft' || version !== undefined;
}

/** Asks the server, and writes into the sheet what changed. */
export async function settleSheet(
  { api, store }: Settling,
  excel: HostContext,
  open: OpenDocument,
  company: Company,
): Promise<Settled> {
  const standing = await askStanding(api, company, open);
  const document = documentAfter(open.document, standing);
  const problems = problemsOf(open, company, standing);
  const settled = { standing, document, problems };
  if (standing.kind === 'unknown') return settled;
  if (needsWriting(open, settled)) await write(excel, open, settled);
  const isUnsent = document.state === 'draft' || document.state === 'pending';
  if (!isUnsent || open.document.state !== document.state) store.setProblems(open.sheet, problems);
  open.document = document;
  store.setDocument(open.sheet, document, open.isInFront);
  return settled;
}

async function askStanding(
  api: ApiClient,
  company: Company,
  { document, form, read }: OpenDocument,
): Promise<Standing> {
  const answer = await api.getVoucher(company.code, document.voucherId);
  if (!answer.ok) {
    const { failure } = answer;
    const isMissing = failure.kind === 'refused' && failure.status === 404;
    return isMissing ? { kind: 'missing' } : { kind: 'unknown', failure };
  }
  const voucher = answer.value;
  if (voucher.state === 'voided') return { kind: 'voided', voucher };
  const { places } = form;
  const comparison = compareWithLedger(
    { input: form.input, places, grid: read.grid },
    voucher,
    company,
    document.differenceAccount ?? null,
  );
  if (voucher.state === 'draft') {
    // Taking back is one version, and leaves the content as it was.
    const isTakenBack = document.state === 'posted' && voucher.version - 1 === document.version;
    const isOwn = isTakenBack || (document.version ?? voucher.version) === voucher.version;
    return { kind: 'draft', voucher, isOvertaken: !isOwn && !isSame(comparison) };
  }
  const isCorrected = document.version !== undefined && document.version !== voucher.version;
  return { kind: isSame(comparison) ? 'same' : 'differs', voucher, comparison, isCorrected };
}

/** What the sheet remembers from now on. */
function documentAfter(document: SheetDocument, standing: Standing): SheetDocument {
  if (standing.kind === 'unknown') return document;
  const { pendingKey, pendingContent, version, ...rest } = document;
  if (standing.kind === 'missing') {
    // Never posted, or a draft that somebody deleted: what was sent and not answered is still to be sent.
    if (document.state === 'pending') return document;
    return document.state === 'draft' ? rest : { ...rest, ...(version && { version }) };
  }
  const { label, date, version: now } = standing.voucher;
  const known = { ...rest, date, ...(label === null ? {} : { label }) };
  switch (standing.kind) {
    case 'same':
      return { ...known, state: 'posted', version: now };
    case 'differs':
      // A sheet that others overtook keeps the version it was made from: correcting with it is refused.
      return { ...known, state: 'posted', version: version ?? now };
    case 'voided':
      return { ...known, state: 'voided', version: now };
    case 'draft': {
      const sent = { ...(pendingKey && { pendingKey }), ...(pendingContent && { pendingContent }) };
      if (document.state === 'pending')
        return { ...known, ...sent, state: 'pending', version: now };
      return { ...known, state: 'draft', version: standing.isOvertaken ? (version ?? now) : now };
    }
  }
}

function problemsOf(open: OpenDocument, company: Company, standing: Standing): SheetProblem[] {
  if (standing.kind !== 'differs') return [];
  return collectProblems({
    sheet: open.sheet,
    places: open.form.places,
    writing: company,
    local: { rejections: standing.comparison.rejections, notices: [], questions: [] },
    answered: { rejections: [], notices: [] },
  });
}

/** What the sheet should show; null while it stays as it is. */
export function shownState(open: OpenDocument, { standing, document }: Settled): ShownState | null {
  const label = document.label ?? null;
  const closed = (word: StateWord): ShownState => ({ word, label, isOpen: false });
  switch (standing.kind) {
    case 'same':
      return closed('posted');
    case 'differs':
      return closed(standing.isCorrected ? 'corrected' : 'differs');
    case 'voided':
      return closed('voided');
    case 'draft':
      if (document.state === 'pending') return null;
      return { word: label === null ? 'saved' : 'takenBack', label, isOpen: true };
    case 'missing':
      if (document.state === 'pending') return null;
      if (document.state !== 'draft') return closed('missing');
      return isKnownToServer(open.document) ? { word: 'draft', label: null, isOpen: true } : null;
    case 'unknown':
      return null;
  }
}

/** Undoing may have taken back the word, the number or the look: what is ours is put right each time. */
function needsWriting(open: OpenDocument, settled: Settled): boolean {
  const { form, document, read } = open;
  const shown = shownState(open, settled);
  const isShown =
    shown === null ||
    ((form.shown.state === null || form.shown.state === stateWords[shown.word]) &&
      (form.shown.number === null || form.shown.number === (shown.label ?? '')));
  const marked = new Set(settled.problems.flatMap(({ cell }) => cell ?? []));
  const isMarked =
    document.state === 'draft' ||
    (marked.size === read.markedCells.length && read.markedCells.every((cell) => marked.has(cell)));
  const isRemembered = JSON.stringify(settled.document) === JSON.stringify(read.document);
  return !isShown || !isMarked || !isRemembered;
}

async function write(excel: HostContext, open: OpenDocument, settled: Settled): Promise<void> {
  const { form, read } = open;
  const { standing, document, problems } = settled;
  const shown = shownState(open, settled);
  const isOpen = document.state === 'draft' || document.state === 'pending';
  await writeQuietly(excel, () => {
    addMissingStyles(excel, read.styles);
    if (standing.kind === 'same') form.writePosted(read.worksheet, standing.voucher);
    else if (shown) form.showState(read.worksheet, shown);
    if (!isOpen || open.document.state !== document.state) {
      writeProblemMarks(isOpen ? open : withClosedLook(open), problems);
    }
    writeDocument(read.worksheet, document);
    writeDrafts(
      excel,
      draftsWith(open, isOpen ? (document.state as 'draft' | 'pending') : 'posted'),
    );
  });
}

/** Cells of a closed document go back to the look of what is not for typing. */
function withClosedLook(open: OpenDocument): OpenDocument {
  const looks = open.form.looks.map((look) =>
    look.style === 'input' ? { ...look, style: 'calculated' as const } : look,
  );
  return { ...open, form: { ...open.form, looks } };
}
