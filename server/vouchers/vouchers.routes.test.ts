// Vouchers through the whole application: posting, numbers, drafts, retries, companies apart (C01–C05, S01).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { readLedger, tidyTable } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  nextKey,
  nextUuid,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const luis = {
  email: 'luis@ejemplo.es',
  name: 'Luis Gómez',
  roles: { UNO: 'contador', DOS: 'contador', CO: 'contador', VE: 'contador' },
} as const;

const sale = `
  2025-01-10 Venta al contado
    572   1.210,00
    700             1.000,00
    477               210,00 ; tercero=B64717838
`;

describeOnEngines('vouchers', (open) => {
  let server: TestServer;
  let client: TestClient;
  let second: TestClient;

  beforeAll(async () => {
    server = await openTestServer(open, {
      companies: [
        { code: 'UNO' },
        { code: 'DOS' },
        { code: 'CO', profile: 'CO' },
        { code: 'VE', profile: 'VE' },
        { code: 'IDEM' },
      ],
      users: [{ ...ana, roles: { UNO: 'administrador', IDEM: 'contador' } }, luis],
    });
    client = await server.signIn(luis);
    second = await server.signIn(ana);
  });
  afterAll(() => server.remove());

  const versionOf = async (of = client) => (await of.get<Company>('')).body.ledgerVersion;

  it('S01 C01 posts a voucher whole: number, year, lines, balances, ledger version', async () => {
    const before = await versionOf();
    const [result] = await client.postLedger(sale);
    expect(result?.ledgerVersion).toBe(before + 3);
    const { body: voucher } = await client.get<Voucher>(`/vouchers/${result?.voucher.id}`);
    expect(voucher).toEqual(result?.voucher);
    expect(voucher).toMatchObject({
      state: 'posted',
      label: 'AS-1',
      number: 1,
      fiscalYear: '2025',
      changedBy: 'Luis Gómez',
      changedAt: '2025-06-30T10:00:00.000Z',
      totals: { debit: '1210.00', credit: '1210.00' },
    });
    expect(voucher.lines.map((l) => [l.account, l.debit, l.credit, l.party])).toEqual([
      ['572', '1210.00', '0.00', null],
      ['700', '0.00', '1000.00', null],
      ['477', '0.00', '210.00', 'B64717838'],
    ]);
    expect(await client.balances('2025-12-31')).toBe(
      tidyTable(`
        477    -210,00
        572   1.210,00
        700  -1.000,00
      `),
    );
    expect(await client.balances('2025-01-09')).toBe('');
  });

  it('C01 a refused voucher leaves nothing behind: no number, no version, no third party', async () => {
    const before = await versionOf();
    const [input] = readLedger(`
      2025-01-10 Mal
        572     100,00 ; tercero=NUEVO-1
        700                99,00
    `);
    const refused = await client.save<Problem>(input!);
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(writeRejections(refused.body)).toBe('voucher-unbalanced');
    expect(refused.body.rejections[0]?.message).toContain('debe 100,00, haber 99,00');
    expect(await versionOf()).toBe(before);
    const balanced = {
      ...input!,
      lines: [input!.lines[0]!, { line: 2, account: '700', credit: '100' }],
    };
    const { body } = await client.validate(balanced);
    expect(body.ok).toBe(true);
    expect(writeRejections({ rejections: body.notices })).toBe('party-new 1 party');
    const [next] = await client.postLedger(sale);
    expect(next?.voucher.label).toBe('AS-2');
  });

  it('validates without writing: every rejection at once, totals and names', async () => {
    const before = await versionOf();
    const [input] = readLedger(`
      2031-02-01 Mal
        57      100,00
        9999               50,00
        700                 0,00
    `);
    const { status, body } = await client.validate(input!);
    expect(status).toBe(200);
    expect(writeRejections(body)).toBe(
      [
        'date-outside-fiscal-years date',
        'account-not-postable 1 account',
        'account-unknown 2 account',
        'line-without-amount 3 debit',
        'voucher-unbalanced',
      ].join('\n'),
    );
    expect(body.totals).toEqual({ debit: '100.00', credit: '50.00', difference: '50.00' });
    expect(body.accountNames).toMatchObject({ '57': 'Tesorería', '700': 'Ventas de mercaderías' });
    expect(await versionOf()).toBe(before);
  });

  describe('idempotency', () => {
    const idempotent = () => second.in('IDEM');
    const input = () => ({ id: nextUuid(), action: 'post', ...readLedger(sale)[0]! });

    it('the same key with the same body gives the recorded answer, once posted', async () => {
      const [key, body] = [nextKey(), input()];
      const first = await idempotent().post<VoucherResult>('/vouchers', body, key);
      const version = await versionOf(idempotent());
      // The answer was lost, the client tries again: exactly one voucher.
      const retry = await idempotent().post<VoucherResult>('/vouchers', body, key);
      expect(retry.status).toBe(201);
      expect(retry.body).toEqual(first.body);
      expect(await versionOf(idempotent())).toBe(version);
    });

    it('C12 the answer stays what it was, lines included, after the voucher has changed', async () => {
      const [key, body] = [nextKey(), input()];
      const first = await idempotent().post<VoucherResult>('/vouchers', body, key);
      const lines = body.lines.map((line) => ({ ...line, description: 'Corregido' }));
      const correction = { date: body.date, description: 'Otra', reason: 'concepto', lines };
      const path = `/vouchers/${first.body.voucher.id}`;
      expect((await idempotent().post(`${path}/correct`, correction)).status).toBe(200);
      await idempotent().post('/vouchers', input(), nextKey());
      const retry = await idempotent().post<VoucherResult>('/vouchers', body, key);
      expect(retry.body).toEqual(first.body);
      const now = await idempotent().get<Voucher>(path);
      expect(now.body.lines.map((line) => line.description)).toEqual(lines.map(() => 'Corregido'));
    });

    it('the same key at the same moment posts once, and both get the same answer', async () => {
      const [key, body] = [nextKey(), input()];
      const before = await versionOf(idempotent());
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => idempotent().post<VoucherResult>('/vouchers', body, key)),
      );
      for (const answer of answers) {
        expect(answer.status).toBe(201);
        expect(answer.body).toEqual(answers[0]!.body);
      }
      expect(await versionOf(idempotent())).toBe(before + 3);
    });

    it('the same key with another body is refused', async () => {
      const [key, body] = [nextKey(), input()];
      await idempotent().post('/vouchers', body, key);
      const version = await versionOf(idempotent());
      const other = await idempotent().post('/vouchers', { ...body, description: 'Otra' }, key);
      expect(other.status).toBe(409);
      expect(writeRejections(other.body)).toBe('idempotency-key-reused key');
      const elsewhere = await idempotent().post('/accounts', { code: '4301', name: 'x' }, key);
      expect(elsewhere.status).toBe(409);
      expect(await versionOf(idempotent())).toBe(version);
    });

    it('a refused request may be corrected and sent again under its key', async () => {
      const [key, body] = [nextKey(), input()];
      const refused = await idempotent().post('/vouchers', { ...body, date: '2031-01-01' }, key);
      expect(refused.status).toBe(422);
      expect((await idempotent().post('/vouchers', body, key)).status).toBe(201);
    });

    it('a voucher sent twice under two keys is one voucher, and the refusal names it', async () => {
      const body = input();
      const { body: posted } = await idempotent().post<VoucherResult>('/vouchers', body);
      const again = await idempotent().post('/vouchers', body);
      expect(again.status).toBe(409);
      expect(again.body.rejections[0]).toMatchObject({
        code: 'voucher-already-posted',
        params: { voucher: posted.voucher.label, date: '2025-01-10' },
      });
    });

    it('a write without key is malformed', async () => {
      for (const key of ['', 'corta', 'con espacios dentro', 'x'.repeat(201)]) {
        const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
        const { status, body } = await idempotent().call('POST', '/vouchers', input(), headers);
        const code = key ? 'value-malformed' : 'idempotency-key-missing';
        expect([status, body.rejections[0]?.code]).toEqual([400, code]);
        expect(body.rejections[0]?.header).toBe('idempotency-key');
      }
    });
  });

  describe('drafts', () => {
    const draft = { date: 'mañana', lines: [{ line: 3, account: '57', debit: '5' }] };

    it('C05 a draft keeps what was sent, has no number and no effect', async () => {
      const before = await versionOf();
      const { status, body } = await client.save(draft, 'draft');
      expect(status).toBe(201);
      expect(body.ledgerVersion).toBe(before);
      expect(body.voucher).toMatchObject({ state: 'draft', number: null, label: null, version: 1 });
      expect(body.voucher.lines).toMatchObject([
        { line: 3, account: '57', debit: '5', credit: '0' },
      ]);
      expect((await client.get<Company>('')).body.draftCount).toBe(1);
      await client.call('DELETE', `/vouchers/${body.voucher.id}`, undefined, { 'if-match': '"1"' });
    });

    it('is edited under the version that was read; a stale one learns who changed it', async () => {
      const { body } = await client.save(draft, 'draft');
      const path = `/vouchers/${body.voucher.id}`;
      server.clock.set('2025-06-30T10:05:00.000Z');
      const edited = await second.call<VoucherResult>(
        'PUT',
        path,
        { ...draft, date: '2025-02-01' },
        { 'if-match': '"1"' },
      );
      expect([edited.status, edited.body.voucher.version]).toEqual([200, 2]);
      const stale = await client.call('PUT', path, draft, { 'if-match': '"1"' });
      expect(stale.status).toBe(412);
      expect(stale.body.rejections[0]).toMatchObject({
        code: 'voucher-changed',
        params: { version: 2, changedBy: 'Ana Ruiz', changedAt: '2025-06-30T10:05:00.000Z' },
      });
      expect((await client.call('DELETE', path, undefined, { 'if-match': '1' })).status).toBe(412);
      expect((await client.call('PUT', path, draft)).status).toBe(428);
      const removed = await client.call('DELETE', path, undefined, { 'if-match': '2' });
      expect(removed.status).toBe(200);
      expect((await client.get(path)).status).toBe(404);
    });

    it('C05 is posted as it stands, once, or refused with every reason and kept', async () => {
      const { body } = await client.save(draft, 'draft');
      const path = `/vouchers/${body.voucher.id}`;
      const refused = await client.post(`${path}/post`);
      expect(refused.status).toBe(422);
      expect(writeRejections(refused.body)).toBe(
        'date-invalid date\naccount-not-postable 3 account\nvoucher-unbalanced',
      );
      await client.call('PUT', path, readLedger(sale)[0], { 'if-match': '1' });
      const key = nextKey();
      const posted = await client.post<VoucherResult>(`${path}/post`, undefined, key);
      expect(posted.body.voucher).toMatchObject({ state: 'posted', number: 3, version: 3 });
      const retry = await client.post<VoucherResult>(`${path}/post`, undefined, key);
      expect(retry.body).toEqual(posted.body);
      const twice = await client.post(`${path}/post`);
      expect([twice.status, twice.body.rejections[0]?.code]).toEqual([409, 'voucher-not-draft']);
      const edit = await client.call('PUT', path, draft, { 'if-match': '3' });
      expect([edit.status, edit.body.rejections[0]?.code]).toEqual([409, 'voucher-not-draft']);
      const removal = await client.call('DELETE', path, undefined, { 'if-match': '3' });
      expect(removal.status).toBe(409);
    });

    it('a second draft with a taken id is refused', async () => {
      const { body } = await client.save(draft, 'draft');
      const { id } = body.voucher;
      const again = await client.post('/vouchers', { id, action: 'draft', ...draft });
      expect([again.status, again.body.rejections[0]?.code]).toEqual([409, 'voucher-id-taken']);
      await client.call('DELETE', `/vouchers/${id}`, undefined, { 'if-match': '1' });
    });
  });

  describe('C04 numbers follow the country, without gaps', () => {
    const post = async (company: string, date: string, type: string, [debit, credit]: string[]) => {
      const input = {
        ...{ date, type },
        lines: [
          { line: 1, account: debit!, debit: '1', party: 'X', costCenter: 'C' },
          { line: 2, account: credit!, credit: '1', party: 'X', costCenter: 'C' },
        ],
      };
      const { status, body } = await client.in(company).save<VoucherResult & Problem>(input);
      return status === 201 ? body.voucher.label : writeRejections(body);
    };

    it('ES one sequence per fiscal year, all types together', async () => {
      const accounts = ['572', '700'];
      expect([
        await post('DOS', '2025-01-01', 'AS', accounts),
        await post('DOS', '2025-01-02', 'FE', accounts),
        await post('DOS', '2024-01-02', 'FE', accounts),
        await post('DOS', '2031-01-01', 'FE', accounts),
        await post('DOS', '2025-01-01', 'AS', accounts),
        await post('DOS', '2024-12-31', 'AS', accounts),
      ]).toEqual(['AS-1', 'FE-2', 'FE-1', 'date-outside-fiscal-years date', 'AS-3', 'AS-2']);
    });

    it('CO one sequence per type that goes on across years', async () => {
      const accounts = ['110505', '4130'];
      expect([
        await post('CO', '2024-01-01', 'CD', accounts),
        await post('CO', '2025-01-02', 'CD', accounts),
        await post('CO', '2025-01-02', 'RC', accounts),
        await post('CO', '2024-01-02', 'CD', accounts),
      ]).toEqual(['CD-1', 'CD-2', 'RC-1', 'CD-3']);
    });

    it('VE C03 number and date: one sequence per day, whatever the type', async () => {
      const accounts = ['1.1.1.01', '4.1.1.01'];
      expect([
        await post('VE', '2025-01-01', 'CD', accounts),
        await post('VE', '2025-01-01', 'CI', accounts),
        await post('VE', '2024-05-01', 'CD', accounts),
      ]).toEqual(['CD-1', 'CI-2', 'CD-1']);
    });

    it('many at once: each number once', async () => {
      const labels = await Promise.all(
        Array.from({ length: 30 }, () => post('CO', '2025-03-01', 'CE', ['110505', '4130'])),
      );
      const numbers = labels.map((label) => Number(label?.split('-')[1])).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    });
  });

  it('lists newest first, page by page, and filtered', async () => {
    const dos = client.in('DOS');
    const list = async (query: string) => {
      const { status, body } = await dos.get<{ vouchers: Voucher[]; nextCursor: string | null }>(
        `/vouchers?${query}`,
      );
      expect(status).toBe(200);
      return { labels: body.vouchers.map((v) => v.label ?? v.date), next: body.nextCursor };
    };
    await dos.save({ date: 'sin~fecha', lines: [] }, 'draft');
    await dos.save({ date: 'sin~fecha', lines: [] }, 'draft');
    const pages: (string | null)[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { labels: string[]; next: string | null } = await list(
        `limit=2&cursor=${encodeURIComponent(cursor)}`.replace(/&cursor=$/, ''),
      );
      pages.push(page.labels);
      cursor = page.next;
    }
    expect(pages.flat()).toEqual([
      ...['sin~fecha', 'sin~fecha', 'FE-2', 'AS-3', 'AS-1', 'AS-2', 'FE-1'],
    ]);
    expect((await list('state=draft')).labels).toEqual(['sin~fecha', 'sin~fecha']);
    expect((await list('from=2025-01-01&to=2025-01-01')).labels).toEqual(['AS-3', 'AS-1']);
    expect((await dos.get('/vouchers?cursor=abc')).status).toBe(400);
    expect((await dos.get('/vouchers?limit=501')).status).toBe(400);
  });

  it('two companies with the same data never see each other', async () => {
    const [voucher] = await client.postLedger(sale);
    const dos = client.in('DOS');
    expect((await dos.get(`/vouchers/${voucher?.voucher.id}`)).status).toBe(404);
    expect(await dos.balances('2025-12-31')).toBe(
      tidyTable(`
        129  -2,00
        572   5,00
        700  -3,00
      `),
    );
    // The same id is another voucher in another company.
    const body = { id: voucher!.voucher.id, action: 'post', ...readLedger(sale)[0]! };
    expect((await dos.post('/vouchers', body)).status).toBe(201);
    for (const method of ['GET', 'POST'] as const) {
      const { status, body: problem } = await second
        .in('DOS')
        .call(method, method === 'GET' ? '' : '/vouchers');
      expect([status, problem.rejections[0]?.code]).toEqual([404, 'company-unknown']);
    }
  });

  it('texts come back as they were written', async () => {
    const text = '=SUMA(A1)\n«ñandú» 日本 🧾 \' " \\ <b>';
    const [input] = readLedger(sale);
    const { body } = await client.save({ ...input!, description: text, reference: 'F-1/2' });
    expect(body.voucher).toMatchObject({ description: text, reference: 'F-1/2' });
    expect((await client.get<Voucher>(`/vouchers/${body.voucher.id}`)).body.description).toBe(text);
  });

  it('a voucher of 5,000 lines with third parties is one voucher', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => ({
      line: index + 1,
      account: index % 2 ? '700' : '572',
      party: `P${index % 700}`,
      [index % 2 ? 'credit' : 'debit']: '0.01',
    }));
    const { status, body } = await client.save({ date: '2025-05-05', lines });
    expect([status, body.voucher?.lineCount]).toEqual([201, 5_000]);
    expect(await client.figure('572', '2025-05-05', '2025-05-05', 'debit')).toBe('25.00');
  });

  it('the ledgers of all of it verify', async () => {
    for (const id of server.companyIds.values()) {
      const report = await server.engine.read((tx) => verifyLedger(tx, id));
      expect(report.findings).toEqual([]);
    }
  });
});
