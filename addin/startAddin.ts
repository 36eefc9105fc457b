// Puts the add-in together, without its screens: called once when Office is ready, by the pane's entry
// (Excel) and by the tests (headless workbench).
import type { Addin } from './addin.ts';
import { createApiClient } from './api/apiClient.ts';
import { createFeedOpener } from './api/companyFeed.ts';
import { createHttpClient, pageFetch } from './api/httpClient.ts';
import type { KeyValueStorage } from './api/keyValueStorage.ts';
import { createSessionStorage } from './api/storedSession.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { createCommandRunner } from './commands/commandRunner.ts';
import { createCommands } from './commands/createCommands.ts';
import { FigureWaker } from './commands/wakeFigures.ts';
import { setWorkbookReader } from './functions/cellFormats.ts';
import { FigureBook } from './functions/figureBook.ts';
import { setNoticeListener } from './functions/figureNotices.ts';
import { setFigureBook } from './functions/openCall.ts';
import { readNumberFormats } from './host/cellFormats.ts';
import { createPartitionedStorage } from './host/partitionedStorage.ts';
import { associateRibbonActions } from './host/ribbonActions.ts';
import { ActKeys } from './commands/actKeys.ts';
import { rememberCompany } from './host/workbookSettings.ts';
import { createActions, createQueries } from './state/addinActions.ts';
import { createAddinStore, type WritableStore } from './state/addinStore.ts';
import { createSessionController, type SessionController } from './state/sessionController.ts';
import { reportFault } from './state/reportFault.ts';
import { createLedgerOperations } from './state/ledgerOperations.ts';
import { createSheetStandings } from './state/sheetStandings.ts';
import { wakeWhenOnline } from './state/wakeWhenOnline.ts';
import { createSheetWatcher, type SheetWatcher } from './state/sheetWatcher.ts';
import { createIdMaker } from '../shared/timeOrderedId.ts';

export interface StartOptions {
  /** Origin of the server; the page's own when left out. */
  baseUrl?: string;
  fetch?: typeof fetch;
  storage?: KeyValueStorage;
  now?: () => Date;
  /** Rest after an edit before a sheet with problems is checked again. */
  recheckMilliseconds?: number;
  /** Rest after the books moved before the sheets are asked for. */
  standingMilliseconds?: number;
  /** Waits between attempts of a request; their number is the number of retries. */
  retryDelays?: readonly number[];
  /** First wait of the feed after losing the connection. */
  feedWaitMilliseconds?: number;
}

const renewEveryMilliseconds = 10 * 60_000;

export function startAddin(options: StartOptions = {}): Addin {
  const now = options.now ?? (() => new Date());
  const newId = createIdMaker(() => now().getTime());
  const send = options.fetch ?? pageFetch;
  const baseUrl = options.baseUrl ?? '';
  const storage = options.storage ?? createPartitionedStorage();
  const store = createAddinStore(now);
  const sessions = createSessionStorage(storage);
  const api = createApiClient(
    createHttpClient({
      baseUrl,
      fetch: send,
      readToken: sessions.readToken,
      onExpired: () => session.expire(),
      onAnswered: () => session.setReachable(true),
      onUnanswered: () => session.setReachable(false),
      ...(options.retryDelays ? { retryDelays: options.retryDelays } : {}),
    }),
  );
  const figures = new FigureBook({
    api,
    storage,
    now,
    onState(state) {
      store.update({ figures: state });
      if (state.subscriptions > 0) void waker.keepLoaded();
    },
  });
  const session: SessionController = createSessionController({
    api,
    store,
    sessions,
    figures,
    now,
    openFeed: createFeedOpener({
      baseUrl,
      fetch: send,
      readToken: sessions.readToken,
      waitMilliseconds: options.feedWaitMilliseconds,
    }),
    rememberCompany: (company) => rememberCompanyIn(company, baseUrl),
  });
  const waker: FigureWaker = new FigureWaker(figures);
  const context: CommandContext = {
    api,
    store,
    figures,
    waker,
    now,
    newId,
    acts: new ActKeys(newId),
    refreshCompany: async () => void (await session.refreshCompany()),
  };
  const runner = createCommandRunner(context);
  const watcher = createSheetWatcher(context, runner, options.recheckMilliseconds ?? 700);
  const standings = createSheetStandings(context, runner, options.standingMilliseconds ?? 300);
  const commands = createCommands(context, runner, standings.compareAll);
  associateRibbonActions(commands);
  setFigureBook(figures);
  setNoticeListener((figureNotices) => store.update({ figureNotices }));
  const stopTimers = keepAlive(session, figures);
  const stopWaking = wakeWhenOnline(store, waker);
  void begin(store, session, watcher);

  return {
    store,
    actions: createActions(store, session, figures, commands),
    commands,
    queries: createQueries(context),
    operations: createLedgerOperations(context),
    stop() {
      stopTimers();
      stopWaking();
      session.stop();
      watcher.stop();
      standings.stop();
      figures.stop();
      setFigureBook(null);
      setWorkbookReader(null);
      setNoticeListener(null);
    },
  };
}

async function begin(
  store: WritableStore,
  session: SessionController,
  watcher: SheetWatcher,
): Promise<void> {
  let company: string | null = null;
  try {
    ({ company } = await watcher.start());
  } catch (error) {
    // Without the workbook (a dialog is open, a preview) the pane still signs in and shows lists.
    reportFault(error);
  }
  // Dates of cells are looked at from now on: what the workbook says of itself is known.
  setWorkbookReader({
    readFormats: readNumberFormats,
    dateSystem: () => store.getSnapshot().dateSystem,
  });
  await session.start(company);
}

async function rememberCompanyIn(company: string, baseUrl: string): Promise<void> {
  try {
    await rememberCompany(company, baseUrl === '' ? location.origin : baseUrl);
  } catch (error) {
    // A read-only workbook: the company is chosen again next time.
    reportFault(error);
  }
}

/** Renews the session, keeps «hoy» up to date, and reacts to the network and to the page closing. */
function keepAlive(session: SessionController, figures: FigureBook): () => void {
  const timer = setInterval(() => void session.renew(), renewEveryMilliseconds);
  const dayTimer = setInterval(() => figures.followDay(), 60_000);
  const onOnline = () => session.retryNow();
  const onHide = () => figures.saveNow();
  const page = typeof window === 'undefined' ? null : window;
  page?.addEventListener('online', onOnline);
  page?.addEventListener('pagehide', onHide);
  return () => {
    clearInterval(timer);
    clearInterval(dayTimer);
    page?.removeEventListener('online', onOnline);
    page?.removeEventListener('pagehide', onHide);
  };
}
