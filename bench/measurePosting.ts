// Posting 4-line vouchers over HTTP, one by one and from 32 connections, beside raw durable commits.
import autocannon from 'autocannon';
import { createIdMaker } from '../shared/timeOrderedId.ts';
import { ApiClient } from './apiClient.ts';
import { benchAccounts, placeOfGroup } from './benchChart.ts';
import { dateOfDay, dayCount } from './generateJournal.ts';
import { writeCents } from './journalFiles.ts';
import { SeededRandom } from './random.ts';
import type { ServerProcess } from './serverProcess.ts';

export const groupedConnections = 32;
/** Vouchers and keys are named as the add-in names them. */
const newId = createIdMaker(Date.now);

export interface PostingRates {
  single: PostingRate;
  grouped: PostingRate;
}

export interface PostingRate {
  perSecond: number;
  /** Processor time of the server for each voucher: says more than the rate on a busy machine. */
  cpuMicroseconds: number;
}

export async function measurePosting(
  server: ServerProcess,
  seconds: number,
): Promise<PostingRates> {
  const client = await ApiClient.signIn(server.port);
  const vouchers = new SeededVouchers(20_260_102);
  // Compiled code and warm pages, as in a server that has been up for a while.
  await post(server, client, vouchers, { connections: 8, seconds: Math.min(2, seconds) });
  const single = await post(server, client, vouchers, { connections: 1, seconds });
  const together = { connections: groupedConnections, seconds };
  const grouped = await post(server, client, vouchers, together);
  client.close();
  return { single, grouped };
}

/** Counts the vouchers that were answered as posted. @throws when any was refused */
async function post(
  server: ServerProcess,
  client: ApiClient,
  vouchers: SeededVouchers,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<PostingRate> {
  const cpuBefore = server.cpuMilliseconds();
  const began = performance.now();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: client.companyPath('/vouchers'),
        setupRequest: (request) => ({
          ...request,
          headers: { ...client.headers(), 'idempotency-key': newId() },
          body: JSON.stringify(vouchers.next()),
        }),
      },
    ],
  });
  const elapsed = (performance.now() - began) / 1000;
  if (result.non2xx + result.errors > 0) {
    throw new Error(`posting: ${result.non2xx} refused, ${result.errors} failed`);
  }
  const posted = result['2xx'];
  const cpuMicroseconds = ((server.cpuMilliseconds() - cpuBefore) * 1000) / posted;
  return { perSecond: posted / elapsed, cpuMicroseconds };
}

/** Invoices over the whole period: most of them recent, some back-dated. */
export class SeededVouchers {
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  next() {
    const cents = 100 + this.#random.below(1_000_000);
    const services = 100 + this.#random.below(100_000);
    const tax = Math.round((cents + services) * 0.21);
    const date = dateOfDay(dayCount - 1 - this.#random.skewedBelow(90));
    const lines = [
      { account: this.#draw('customers'), debit: writeCents(cents + services + tax) },
      { account: this.#draw('sales'), credit: writeCents(cents) },
      { account: this.#draw('serviceSales'), credit: writeCents(services) },
      { account: this.#draw('outputTax'), credit: writeCents(tax) },
    ];
    return {
      id: newId(),
      action: 'post',
      date,
      description: 'Factura emitida',
      lines: lines.map((line, index) => ({ line: index + 1, ...line })),
    };
  }

  #draw(group: Parameters<typeof placeOfGroup>[0]): string {
    const { first, count } = placeOfGroup(group);
    return benchAccounts[first + this.#random.skewedBelow(count)]!.code;
  }
}
