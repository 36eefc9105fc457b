// Who is signed in, in which company, and whether the server can be reached: keeps the snapshot, the
// figures and the change feed in step with it.
import type { ApiClient } from '../api/apiClient.ts';
import { describeFailure, rejectionsOf, type ApiFailure } from '../api/apiResult.ts';
import type { ChangeFeed } from '../api/changeFeed.ts';
import type { OpenFeed } from '../api/companyFeed.ts';
import type { SessionStorage, StoredSession } from '../api/storedSession.ts';
import type { FigureBook } from '../functions/figureBook.ts';
import type { Session } from '../../shared/contract/sessions.ts';
import type { ActionResult, ConnectionState } from './addinState.ts';
import type { WritableStore } from './addinStore.ts';

export interface SessionOptions {
  api: ApiClient;
  store: WritableStore;
  sessions: SessionStorage;
  figures: FigureBook;
  now: () => Date;
  openFeed: OpenFeed;
  /** Wait before asking whether requests pass again, while the feed is open and they do not. */
  probeMilliseconds?: number;
  /** Writes the company into the workbook, so that it opens with it next time. */
  rememberCompany: (company: string) => Promise<void>;
}

export interface SessionController {
  /** @param companyCode the company that the workbook says, if any */
  start: (companyCode: string | null) => Promise<void>;
  signIn: (email: string, password: string) => Promise<ActionResult>;
  signOut: () => Promise<void>;
  chooseCompany: (code: string) => Promise<ActionResult>;
  refreshCompany: () => Promise<ActionResult>;
  /** Keeps the session alive while the pane is open. */
  renew: () => Promise<void>;
  expire: () => void;
  setReachable: (isReachable: boolean) => void;
  retryNow: () => void;
  stop: () => void;
}

const done: ActionResult = { ok: true, message: null, rejections: [] };

export function actionFailure(failure: ApiFailure): ActionResult {
  const { message, remedy } = describeFailure(failure);
  return { ok: false, message: `${message} ${remedy}`, rejections: rejectionsOf(failure) };
}

export function createSessionController(options: SessionOptions): SessionController {
  const { api, store, sessions, figures, now } = options;
  let feed: ChangeFeed | null = null;
  let seenSettings: string | null = null;
  let isFeedOpen = false;
  /** Requests pass: a feed may stay open while they wait in vain for a connection. */
  let isReachable = true;
  let probe: ReturnType<typeof setTimeout> | undefined;

  /** In line means both: news arrive and requests pass. */
  function showConnection(): void {
    clearTimeout(probe);
    if (isFeedOpen && isReachable) setConnection('online');
    else {
      setConnection('offline');
      figures.loseConnection();
      // Without a cell to renew nobody would ask, and nobody would know.
      if (isFeedOpen) probe = setTimeout(() => void renew(), options.probeMilliseconds ?? 5_000);
    }
  }

  function setConnection(state: ConnectionState['state']): void {
    if (store.getSnapshot().connection.state === state) return;
    store.update({ connection: { state, since: now() } });
  }

  function stopFeed(): void {
    feed?.stop();
    feed = null;
    seenSettings = null;
    isFeedOpen = false;
    clearTimeout(probe);
  }

  function listen(company: string): void {
    stopFeed();
    feed = options.openFeed(company, {
      onChange(change) {
        figures.announce(change);
        const seen = `${change.ledgerVersion}.${change.settingsVersion}`;
        if (seen !== seenSettings) void refreshCompany();
        seenSettings = seen;
      },
      onOnline() {
        isFeedOpen = true;
        showConnection();
      },
      onOffline() {
        isFeedOpen = false;
        showConnection();
      },
      onExpired: expire,
    });
  }

  function expire(): void {
    const stored = sessions.read();
    if (!stored) return;
    sessions.clear();
    stopFeed();
    store.update({
      session: { kind: 'expired', since: now(), email: stored.user.email },
    });
    setConnection('signed-out');
    showFigures();
  }

  /** The session with the companies it may open; whichever company applies is chosen. */
  function enter(session: Session | StoredSession): void {
    store.update({
      session: { kind: 'signed-in', user: session.user, companies: session.companies },
    });
    const { companyCode } = store.getSnapshot();
    const codes = session.companies.map((one) => one.code);
    const known = companyCode !== null && codes.includes(companyCode) ? companyCode : null;
    const chosen = known ?? (codes.length === 1 && companyCode === null ? codes[0] : null);
    if (chosen != null) openCompany(chosen);
    else {
      setConnection('online');
      showFigures();
    }
  }

  function openCompany(code: string): void {
    const { company } = store.getSnapshot();
    if (company?.code !== code) store.update({ company: null });
    store.update({ companyCode: code });
    listen(code);
    showFigures();
  }

  function showFigures(): void {
    const { session, companyCode } = store.getSnapshot();
    if (session.kind !== 'signed-in') {
      figures.setSource({ kind: 'unavailable', reason: 'signed-out', company: companyCode });
      return;
    }
    const mayOpen = session.companies.some((one) => one.code === companyCode);
    figures.setSource(
      companyCode !== null && mayOpen
        ? { kind: 'ready', company: companyCode }
        : { kind: 'unavailable', reason: 'no-company', company: null },
    );
  }

  async function refreshCompany(): Promise<ActionResult> {
    const { companyCode } = store.getSnapshot();
    if (companyCode === null || sessions.readToken() === null) return done;
    const answer = await api.getCompany(companyCode);
    if (!answer.ok) return actionFailure(answer.failure);
    if (store.getSnapshot().companyCode === companyCode) store.update({ company: answer.value });
    return done;
  }

  async function renew(): Promise<void> {
    const token = sessions.readToken();
    if (token === null) return;
    const answer = await api.getSession();
    if (!answer.ok || sessions.readToken() !== token) return;
    sessions.write({ ...answer.value, token });
    const { session } = store.getSnapshot();
    const { user, companies } = answer.value;
    if (session.kind === 'signed-in') store.update({ session: { ...session, user, companies } });
  }

  return {
    async start(companyCode) {
      store.update({ companyCode });
      const stored = sessions.read();
      if (!stored) {
        store.update({ session: { kind: 'signed-out' } });
        setConnection('signed-out');
        showFigures();
        return;
      }
      // What was stored is shown at once; the server corrects it as soon as it answers.
      enter(stored);
      await Promise.all([renew(), refreshCompany()]);
    },

    async signIn(email, password) {
      const answer = await api.signIn(email, password);
      if (!answer.ok) return actionFailure(answer.failure);
      sessions.write(answer.value);
      enter(answer.value);
      const { companyCode } = store.getSnapshot();
      if (companyCode === null) return done;
      await options.rememberCompany(companyCode);
      return refreshCompany();
    },

    async signOut() {
      // The session ends here also when the server cannot be told: the token is forgotten.
      if (sessions.readToken() !== null) await api.signOut();
      sessions.clear();
      stopFeed();
      store.update({ session: { kind: 'signed-out' }, company: null, problems: [] });
      setConnection('signed-out');
      showFigures();
    },

    async chooseCompany(code) {
      openCompany(code);
      const [answer] = await Promise.all([refreshCompany(), options.rememberCompany(code)]);
      return answer;
    },

    refreshCompany,
    renew,
    expire,

    setReachable(isAnswered) {
      const { state } = store.getSnapshot().connection;
      const isNews = isAnswered !== isReachable;
      isReachable = isAnswered;
      if (state === 'signed-out') return;
      if (!isAnswered) showConnection();
      else if (!isFeedOpen) {
        // An answer proves that the server is back before the feed tries again.
        if (state === 'offline') feed?.retryNow();
      } else if (isNews) {
        showConnection();
        void figures.refresh();
      }
    },

    retryNow: () => feed?.retryNow(),
    stop: stopFeed,
  };
}
