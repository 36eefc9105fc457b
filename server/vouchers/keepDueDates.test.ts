// A sheet has no column for due dates: what is edited there must not lose them.
import { afterEach, expect, it } from 'vitest';
import type { Voucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

let server: TestServer;

/** `account party amount due`, negative for haber; `?` says nothing of the due date. */
function linesOf(texts: readonly string[]) {
  return texts.map((text, index) => {
    const [account = '', party = '', amount = '', due = ''] = text.split(' ');
    const side = amount.startsWith('-') ? { credit: amount.slice(1) } : { debit: amount };
    return {
      ...{ line: index + 10, account, ...side },
      ...(party !== '-' && { party }),
      ...(due !== '?' && { dueDate: due }),
    };
  });
}

const dueDates = ({ lines }: Voucher) =>
  lines.map(({ account, dueDate }) => `${account} ${dueDate ?? '-'}`);

async function openVoucher(client: TestClient): Promise<Voucher> {
  const lines = linesOf([
    '4300 B64717838 100.00 2025-04-10',
    '4300 B64717838 200.00 2025-05-10',
    '4300 A28000001 50.00 2025-06-10',
    '700 - -350.00 ',
  ]);
  const input = { date: '2025-03-10', description: 'Ventas a plazo', lines };
  return (await client.save<VoucherResult>(input)).body.voucher;
}

describeOnEngines('due dates of a voucher that is edited', (open) => {
  afterEach(() => server.remove());

  it.each<[string, string[], string[]]>([
    [
      'amounts that change, lines in another order',
      [
        '4300 A28000001 40.00 ?',
        '4300 B-64717838 100.00 ?',
        '4300 B64717838 210.00 ?',
        '700 - -350.00 ?',
      ],
      ['4300 2025-06-10', '4300 2025-04-10', '4300 2025-05-10', '700 -'],
    ],
    [
      'a line taken out and one that is new',
      ['4300 B64717838 100.00 ?', '4300 V12345678 250.00 ?', '700 - -350.00 ?'],
      ['4300 2025-04-10', '4300 -', '700 -'],
    ],
    [
      'what is said counts, also that there is none',
      ['4300 B64717838 100.00 2025-12-31', '4300 B64717838 250.00 ', '700 - -350.00 ?'],
      ['4300 2025-12-31', '4300 -', '700 -'],
    ],
  ])('%s', async (_name, texts, expected) => {
    server = await openTestServer(open);
    const client = await server.signIn();
    const { id } = await openVoucher(client);
    const content = { date: '2025-03-10', description: 'Ventas a plazo', lines: linesOf(texts) };
    const path = `/vouchers/${id}`;
    const reason = 'importes';
    const corrected = await client.post<VoucherResult>(`${path}/correct`, { reason, ...content });
    expect([corrected.status, ...dueDates(corrected.body.voucher)]).toEqual([200, ...expected]);

    // The other way of changing one: back to a draft, edited, posted again.
    const other = await openVoucher(client);
    const otherPath = `/vouchers/${other.id}`;
    const draft = await client.post<VoucherResult>(`${otherPath}/unpost`, { reason });
    const headers = {
      'if-match': String(draft.body.voucher.version),
      'idempotency-key': 'una-edicion',
    };
    const edited = await client.call<VoucherResult>('PUT', otherPath, content, headers);
    expect(dueDates(edited.body.voucher)).toEqual(expected);
    const repeated = await client.call<VoucherResult>('PUT', otherPath, content, headers);
    expect(repeated.body).toEqual(edited.body);
    const posted = await client.post<VoucherResult>(`${otherPath}/post`);
    expect(dueDates(posted.body.voucher)).toEqual(expected);
  });
});
