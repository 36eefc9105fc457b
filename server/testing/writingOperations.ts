// A request that succeeds for every operation that writes in a company, with others like it: the walk over the OpenAPI
// document sends each of them again and again. An operation that is added says here how it succeeds.
import type { FiscalYear } from '../../shared/contract/companies.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { nextUuid, type TestClient } from './testServer.ts';

export interface WritingRequest {
  method: string;
  /** Below the company. */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What sets a request apart from the one that succeeded under its key. */
type Change = Partial<Pick<WritingRequest, 'path' | 'headers' | 'body'>>;

export interface WritingCase {
  request: WritingRequest;
  /** The same with something else in it: body, address or `If-Match`. */
  others: Record<string, Change>;
  /** The same with a mistake that the rules refuse. */
  mistake: Change;
}

/** Makes what the request needs, apart from what earlier calls made. */
type Prepare = (client: TestClient) => Promise<WritingCase>;

let made = 0;
/** A number that no other request of this run has. */
const next = (): number => (made += 1);

const sale = (amount: number) => ({
  date: '2025-03-10',
  description: `Venta de ${amount}`,
  lines: [
    { line: 1, account: '572', debit: `${amount}.00`, party: `P${amount}` },
    { line: 2, account: '700', credit: `${amount}.00` },
  ],
});
const unbalanced = (amount: number) => ({
  ...sale(amount),
  lines: [{ line: 1, account: '572', debit: `${amount}.00` }],
});
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const nobody = '00000000-0000-4000-8000-0000000000ff';

async function keep(client: TestClient, action: 'post' | 'draft'): Promise<VoucherResult> {
  const { status, body } = await client.save(sale(next()), action);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** A year after all others, so that nothing is asked about. */
async function followingYear(client: TestClient) {
  const { body } = await client.get<{ fiscalYears: FiscalYear[] }>('/fiscal-years');
  const year = Number(body.fiscalYears.at(-1)!.endsOn.slice(0, 4)) + 1;
  return { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` };
}

async function emptyYear(client: TestClient): Promise<FiscalYear> {
  const input = await followingYear(client);
  return (await client.post<FiscalYear>('/fiscal-years', input)).body;
}

const reversed =
  (action: 'void' | 'unpost'): Prepare =>
  async (client) => {
    const [{ voucher }, other] = [await keep(client, 'post'), await keep(client, 'post')];
    const body = { reason: 'Duplicado' };
    const path = `/vouchers/${voucher.id}/${action}`;
    return {
      request: { method: 'POST', path, headers: ifMatch(1), body },
      others: {
        body: { body: { reason: 'Otra cosa' } },
        address: { path: `/vouchers/${other.voucher.id}/${action}` },
        version: { headers: ifMatch(2) },
        'no version': { headers: {} },
      },
      mistake: { body: { reason: ' ' } },
    };
  };

export const writingOperations: Record<string, Prepare> = {
  'POST /accounts': async () => {
    const body = { code: `4300${next()}`, name: 'Clientes varios' };
    return {
      request: { method: 'POST', path: '/accounts', body },
      others: {
        body: { body: { ...body, name: 'Otros clientes' } },
        operation: { path: '/accounts/bulk', body: { accounts: [{ code: `4300${next()}` }] } },
      },
      mistake: { body: { ...body, code: '430' } },
    };
  },
  'PATCH /accounts/{code}': async () => ({
    request: { method: 'PATCH', path: '/accounts/700', body: { closesApart: true } },
    others: {
      body: { body: { closesApart: false } },
      address: { path: '/accounts/705' },
    },
    mistake: { body: { closesInto: '700' } },
  }),
  'POST /accounts/bulk': async () => {
    const account = { code: `4300${next()}`, name: 'Clientes varios' };
    return {
      request: { method: 'POST', path: '/accounts/bulk', body: { accounts: [account] } },
      others: { body: { body: { accounts: [{ ...account, name: 'Otros' }] } } },
      mistake: { body: { accounts: [account, account] } },
    };
  },
  'POST /fiscal-years': async (client) => {
    const body = await followingYear(client);
    return {
      request: { method: 'POST', path: '/fiscal-years', body },
      others: { body: { body: { ...body, name: 'Otro nombre' } } },
      mistake: { body: { ...body, name: '2025' } },
    };
  },
  'PUT /fiscal-years/{id}': async (client) => {
    const { id, startsOn, endsOn } = await emptyYear(client);
    const body = { startsOn, endsOn, name: `Año ${next()}` };
    return {
      request: { method: 'PUT', path: `/fiscal-years/${id}`, body },
      others: {
        body: { body: { ...body, name: 'Otro nombre' } },
        address: { path: '/fiscal-years/1' },
      },
      mistake: { body: { ...body, name: '2025' } },
    };
  },
  'DELETE /fiscal-years/{id}': async (client) => {
    const { id } = await emptyYear(client);
    return {
      request: { method: 'DELETE', path: `/fiscal-years/${id}` },
      others: { address: { path: '/fiscal-years/1' } },
      mistake: { path: '/fiscal-years/99' },
    };
  },
  'PUT /lock': async (client) => {
    await client.call('PUT', '/lock', { lockedThrough: null });
    const day = `2024-01-${String((next() % 28) + 1).padStart(2, '0')}`;
    await keepNumberedDraft(client);
    return {
      request: { method: 'PUT', path: '/lock', body: { lockedThrough: day } },
      others: { body: { body: { lockedThrough: '2024-02-28' } } },
      mistake: { body: { lockedThrough: '2025-12-31' } },
    };
  },
  'POST /vouchers': async () => {
    const body = { id: nextUuid(), action: 'post', ...sale(next()) };
    return {
      request: { method: 'POST', path: '/vouchers', body },
      others: {
        body: { body: { ...body, description: 'Otra' } },
        identity: { body: { ...body, id: nextUuid() } },
        action: { body: { ...body, action: 'draft' } },
      },
      mistake: { body: { ...body, ...unbalanced(1) } },
    };
  },
  'PUT /vouchers/{id}': async (client) => {
    const [{ voucher }, other] = [await keep(client, 'draft'), await keep(client, 'draft')];
    return {
      request: {
        ...{ method: 'PUT', path: `/vouchers/${voucher.id}`, headers: ifMatch(1) },
        body: { ...unbalanced(next()), type: 'lo que sea' },
      },
      others: {
        body: { body: sale(next()) },
        address: { path: `/vouchers/${other.voucher.id}` },
        version: { headers: ifMatch(2) },
      },
      mistake: { headers: ifMatch(9) },
    };
  },
  'DELETE /vouchers/{id}': async (client) => {
    const [{ voucher }, other] = [await keep(client, 'draft'), await keep(client, 'draft')];
    return {
      request: { method: 'DELETE', path: `/vouchers/${voucher.id}`, headers: ifMatch(1) },
      others: {
        address: { path: `/vouchers/${other.voucher.id}` },
        version: { headers: ifMatch(2) },
      },
      mistake: { headers: ifMatch(9) },
    };
  },
  'POST /vouchers/{id}/post': async (client) => {
    const [{ voucher }, other] = [await keep(client, 'draft'), await keep(client, 'draft')];
    return {
      request: { method: 'POST', path: `/vouchers/${voucher.id}/post` },
      others: {
        address: { path: `/vouchers/${other.voucher.id}/post` },
        version: { headers: ifMatch(1) },
      },
      mistake: { path: `/vouchers/${nobody}/post` },
    };
  },
  'POST /vouchers/{id}/void': reversed('void'),
  'POST /vouchers/{id}/unpost': reversed('unpost'),
  'POST /vouchers/{id}/correct': async (client) => {
    const { voucher } = await keep(client, 'post');
    const body = { ...sale(next()), reason: 'Importe equivocado' };
    return {
      request: { method: 'POST', path: `/vouchers/${voucher.id}/correct`, body },
      others: {
        body: { body: { ...body, reason: 'Otra cosa' } },
        version: { headers: ifMatch(1) },
        operation: { path: `/vouchers/${voucher.id}/void`, body: { reason: 'Otra cosa' } },
      },
      mistake: { body: { ...body, ...unbalanced(1) } },
    };
  },
  'POST /opening-balances': async () => {
    const { lines } = sale(next());
    const opening = lines.map((line) =>
      line.account === '700' ? { ...line, account: '100' } : line,
    );
    const body = {
      id: nextUuid(),
      date: '2025-01-01',
      lines: opening,
      confirm: ['opening-over-balances'],
    };
    return {
      request: { method: 'POST', path: '/opening-balances', body },
      others: { body: { body: { ...body, date: '2025-01-02' } } },
      mistake: { body: { ...body, lines: opening.slice(1) } },
    };
  },
};

/** A voucher taken back in 2025: no lock may leave it behind. */
async function keepNumberedDraft(client: TestClient): Promise<void> {
  const { voucher } = await keep(client, 'post');
  await client.post(`/vouchers/${voucher.id}/unpost`, { reason: 'Prueba' });
}

export function changed(request: WritingRequest, change: Change): WritingRequest {
  return { ...request, ...change };
}
