// Puts the add-in together, without its screens: called once when Office is ready, by the pane's entry
// (Excel) and by the tests (headless workbench).
import type { Addin } from './addin.ts';
import { createApiClient } from './api/apiClient.ts';
import { startChangeFeed } from './api/changeFeed.ts';
import { createHttpClient, pageFetch } from './api/httpClient.ts';
import type { KeyValueStorage } from './api/keyValueStorage.ts';
import { createSessionStorage } from './api/storedSession.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { createCommandRunner } from './commands/commandRunner.ts';
import { createCommands } from './commands/createCommands.ts';
import { createFigureBook, type FigureBook } from './functions/figureBook.ts';
import { setFigureBook } from './functions/openCall.ts';
import { createPartitionedStorage } from './host/partitionedStorage.ts';
import { associateRibbonActions } from './host/ribbonActions.ts';
import { rememberCompany } from './host/workbookSettings.ts';
import { createActions, createQueries } from './state/addinActions.ts';
import { createAddinStore } from './state/addinStore.ts';
import { createSessionController, type SessionController } from './state/sessionController.ts';
import { reportFault } from './state/reportFault.ts';
import { createLedgerOperations } from './state/ledgerOperations.ts';
import { createSheetStandings } from './state/sheetStandings.ts';
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
  const figures = createFigureBook({
    api,
    storage,
    now,
    onState: (state) => store.update({ figures: state }),
    onExpired: () => session.expire(),
  });
  const session: SessionController = createSessionController({
    api,
    store,
    sessions,
    figures,
    now,
    openFeed: (feed) =>
      startChangeFeed({
        ...feed,
        baseUrl,
        fetch: send,
        readToken: sessions.readToken,
        ...(options.feedWaitMilliseconds
          ? { shortestWaitMilliseconds: options.feedWaitMilliseconds }
          : {}),
      }),
    rememberCompany: (company) => rememberCompanyIn(company, baseUrl),
  });
  const context: CommandContext = {
    api,
    store,
    figures,
    now,
    newId,
    refreshCompany: async () => void (await session.refreshCompany()),
  };
  const runner = createCommandRunner(context);
  const watcher = createSheetWatcher(context, runner, options.recheckMilliseconds ?? 700);
  const standings = createSheetStandings(context, runner, options.standingMilliseconds ?? 300);
  const commands = createCommands(context, runner, standings.compareAll);
  associateRibbonActions(commands);
  setFigureBook(figures);
  const stopTimers = keepAlive(session, figures);
  void begin(session, watcher);

  return {
    store,
    actions: createActions(store, session, figures),
    commands,
    queries: createQueries(store, api, newId),
    operations: createLedgerOperations(context),
    stop() {
      stopTimers();
      session.stop();
      watcher.stop();
      standings.stop();
      figures.stop();
      setFigureBook(null);
    },
  };
}

async function begin(session: SessionController, watcher: SheetWatcher): Promise<void> {
  let company: string | null = null;
  try {
    ({ company } = await watcher.start());
  } catch (error) {
    // Without the workbook (a dialog is open, a preview) the pane still signs in and shows lists.
    reportFault(error);
  }
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
