// The whole application over a real engine, driven in process: companies, users with roles, and a
// client per user that speaks HTTP to it. An answer of 5xx is our bug and fails the test at once.
import type { BalanceAnswer, TrialBalance } from '../../shared/contract/balances.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { NewSession, Role } from '../../shared/contract/sessions.ts';
import type { Validation, VoucherInput, VoucherResult } from '../../shared/contract/vouchers.ts';
import { localDate } from '../../shared/localDate.ts';
import { createApp } from '../app.ts';
import type { PasswordCost } from '../auth/passwords.ts';
import type { SessionOptions } from '../auth/sessions.ts';
import { createUser, grantRole } from '../auth/users.ts';
import { fixedClock } from '../clock.ts';
import { createServices, type Services } from '../services.ts';
import { createCompany, type NewCompany } from '../setup/createCompany.ts';
import { readLedger, writeBalances } from './ledgerText.ts';
import type { TestEngine } from './testEngines.ts';

export const testInstant = '2025-06-30T10:00:00.000Z';
export const testPassword = 'contraseña-de-prueba';
/** As good as none: a test signs in hundreds of times. */
export const quickCost: PasswordCost = { N: 2 ** 8, r: 8, p: 1 };

export interface TestUser {
  email: string;
  name: string;
  /** Role by company code. */
  roles: Record<string, Role>;
}

export interface TestServerOptions {
  companies?: (Partial<NewCompany> & { code: string })[];
  users?: TestUser[];
  instant?: string;
  /** Bounds of signing in. */
  sessions?: SessionOptions | undefined;
}

export const ana: TestUser = {
  email: 'ana@ejemplo.es',
  name: 'Ana Ruiz',
  roles: { UNO: 'administrador' },
};

/** Fiscal years by their calendar years, for `createCompany`. */
export function calendarYears(...years: number[]) {
  return years.map((year) => ({
    startsOn: localDate(`${year}-01-01`),
    endsOn: localDate(`${year}-12-31`),
  }));
}

/** One Spanish company UNO with 2024 and 2025, and Ana as its administrator, unless told otherwise. */
export async function openTestServer(
  open: () => Promise<TestEngine>,
  options: TestServerOptions = {},
): Promise<TestServer> {
  const { engine, url, remove } = await open();
  const clock = fixedClock(options.instant ?? testInstant);
  const ids = new Map<string, number>();
  for (const company of options.companies ?? [{ code: 'UNO' }]) {
    const fiscalYears = calendarYears(2024, 2025);
    const full = { name: `Empresa ${company.code}`, profile: 'ES', fiscalYears, ...company };
    ids.set(company.code, await createCompany(engine, clock, full));
  }
  for (const { email, name, roles } of options.users ?? [ana]) {
    await createUser(engine, clock, { email, name, password: testPassword }, quickCost);
    for (const [code, role] of Object.entries(roles)) {
      await grantRole(engine, ids.get(code)!, email, role);
    }
  }
  return new TestServer({ engine, url, remove }, clock, ids, options);
}

export class TestServer {
  readonly engine: TestEngine['engine'];
  readonly url: string;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly services: Services;
  readonly app: ReturnType<typeof createApp>;
  readonly companyIds: ReadonlyMap<string, number>;
  /** What the application logged as its own fault. */
  readonly faults: Error[] = [];
  readonly #remove: () => Promise<void>;

  constructor(
    opened: TestEngine,
    clock: TestServer['clock'],
    ids: ReadonlyMap<string, number>,
    options: Pick<TestServerOptions, 'sessions'> = {},
  ) {
    this.engine = opened.engine;
    this.url = opened.url;
    this.#remove = opened.remove;
    this.clock = clock;
    this.companyIds = ids;
    this.services = createServices(opened.engine, clock, {
      passwordCost: quickCost,
      ...options.sessions,
    });
    this.app = createApp({
      services: this.services,
      logError: (error) => void this.faults.push(error),
    });
  }

  /** A client that has signed in and speaks of one company. */
  async signIn(user: Pick<TestUser, 'email'> = ana, company = 'UNO'): Promise<TestClient> {
    const body = JSON.stringify({ email: user.email, password: testPassword });
    const headers = { 'content-type': 'application/json' };
    const response = await this.request('/v1/sessions', { method: 'POST', body, headers });
    if (response.status !== 201) throw new Error(`sign-in: ${await response.text()}`);
    const { token } = (await response.json()) as NewSession;
    return new TestClient(this, token, company);
  }

  /** @throws the fault behind an answer of 5xx */
  async request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.app.request(path, init);
    if (response.status >= 500) {
      throw new Error(`${init?.method ?? 'GET'} ${path}: ${response.status}`, {
        cause: this.faults.at(-1),
      });
    }
    return response;
  }

  /** Direct SQL on the database, past every rule. */
  async execute(sql: string): Promise<void> {
    await this.engine.write((tx) => tx.execute(sql, []));
  }

  query<Row>(sql: string): Promise<Row[]> {
    return this.engine.read((tx) => tx.query<Row>(sql, []));
  }

  remove(): Promise<void> {
    return this.#remove();
  }
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

let lastKey = 0;

/** Keys and ids are counted, so that a failing test fails the same way again. */
export function nextKey(): string {
  lastKey += 1;
  return `clave-${String(lastKey).padStart(6, '0')}`;
}

export function nextUuid(): string {
  lastKey += 1;
  return `00000000-0000-4000-8000-${String(lastKey).padStart(12, '0')}`;
}

export class TestClient {
  readonly server: TestServer;
  readonly token: string;
  readonly company: string;

  constructor(server: TestServer, token: string, company: string) {
    this.server = server;
    this.token = token;
    this.company = company;
  }

  /** The same session, speaking of another company. */
  in(company: string): TestClient {
    return new TestClient(this.server, this.token, company);
  }

  /**
   * A path that does not begin with `/v1` is below the company; writes get a new idempotency key unless one is given, or
   * an empty one: then none is sent.
   */
  async call<T = Problem>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const url = path.startsWith('/v1') ? path : `/v1/companies/${this.company}${path}`;
    const sent = new Headers({
      authorization: `Bearer ${this.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'idempotency-key': nextKey() }),
      ...headers,
    });
    if (sent.get('idempotency-key') === '') sent.delete('idempotency-key');
    const response = await this.server.request(url, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text === '' ? null : JSON.parse(text)) as T;
    return { status: response.status, headers: response.headers, body: parsed };
  }

  get<T = Problem>(path: string) {
    return this.call<T>('GET', path);
  }

  /** With a new idempotency key unless one is given. */
  post<T = Problem>(path: string, body?: unknown, key: string = nextKey()) {
    return this.call<T>('POST', path, body, { 'idempotency-key': key });
  }

  validate(input: VoucherInput) {
    return this.post<Validation>('/vouchers/validate', input);
  }

  /** Sends one voucher to be posted, or kept as a draft. */
  save<T = VoucherResult>(input: VoucherInput, action: 'post' | 'draft' = 'post', key = nextKey()) {
    return this.post<T>('/vouchers', { id: nextUuid(), action, ...input }, key);
  }

  /** Posts every voucher of a ledger text. @throws when one is refused */
  async postLedger(text: string): Promise<VoucherResult[]> {
    const results: VoucherResult[] = [];
    for (const input of readLedger(text)) {
      const { status, body } = await this.save<VoucherResult & Problem>(input);
      if (status !== 201) throw new Error(`refused: ${writeRejections(body)}`);
      results.push(body);
    }
    return results;
  }

  async trialBalance(from: string, to: string, options = ''): Promise<TrialBalance> {
    const path = `/trial-balance?from=${from}&to=${to}${options}`;
    const { status, body } = await this.get<TrialBalance & Problem>(path);
    if (status !== 200) throw new Error(writeRejections(body));
    return body;
  }

  /** Balances of the accounts that take postings at a date, as text. */
  async balances(date: string): Promise<string> {
    const { rows } = await this.trialBalance(date, date, '&rows=leaves');
    return writeBalances(rows.filter(({ closing }) => !/^-?0(\.0+)?$/.test(closing)));
  }

  /** One figure. */
  async figure(account: string, from: string, to = from, measure = 'closing'): Promise<string> {
    const { status, body } = await this.post<BalanceAnswer & Problem>('/balances/query', {
      accounts: [account],
      periods: [{ from, to }],
      measures: [measure],
      cells: [0, 0, 0],
    });
    if (status !== 200) throw new Error(writeRejections(body));
    return body.amounts[0] ?? `✗ ${body.rejections[0]?.code}`;
  }
}

/** `code line field`, one per rejection. */
export function writeRejections(answer: Pick<Problem, 'rejections'>): string {
  return answer.rejections
    .map(({ code, line, field }) => [code, line, field].filter((part) => part != null).join(' '))
    .join('\n');
}
