// Entries of the year end put into the log layer by layer, as a closing will post them: tests of figures need
// years that are closed before there is a use case that closes them.
import type { LocalDate } from '../../shared/localDate.ts';
import { holdCompany } from '../companies/companies.store.ts';
import { shortHash } from '../db/hashBytes.ts';
import { LedgerAppender, type NewPosting } from '../ledger/appendPostings.ts';
import { books, layers, origins, type Posting } from '../ledger/posting.ts';
import { planYear } from '../regularisation/previewRegularisation.ts';
import { listRegularisationEntries } from '../regularisation/regularisationEntries.ts';
import type { TestServer } from './testServer.ts';

export interface LayeredLine {
  account: string;
  /** Minor units, debit − credit. */
  amount: bigint;
}

export type LayerName = keyof typeof layers;

/** Posts one balanced entry in a layer. */
export async function postInLayer(
  server: TestServer,
  company: string,
  entry: { date: string; layer: LayerName; lines: readonly LayeredLine[] },
): Promise<void> {
  await append(server, company, (idOf) =>
    entry.lines.map((line, index) => postingOf(idOf(line.account), entry, line.amount, index)),
  );
}

/** Posts the regularisation of a year exactly as it is planned at that moment. */
export async function postPlannedRegularisation(
  server: TestServer,
  company: string,
  yearName: string,
): Promise<void> {
  const companyId = server.companyIds.get(company)!;
  const { year, entries } = await server.engine.read(async (tx) => {
    const own = await server.services.books.read(tx, companyId);
    const found = own.calendar.years.find(({ name }) => name === yearName)!;
    return { year: found, entries: listRegularisationEntries(await planYear(tx, own, found)) };
  });
  for (const { lines } of entries) {
    await postInLayer(server, company, {
      date: year.endsOn,
      layer: 'regularisation',
      lines: lines.map(({ account, amount }) => ({ account: account.code, amount })),
    });
  }
}

async function append(
  server: TestServer,
  company: string,
  linesOf: (idOf: (code: string) => number) => NewPosting[],
): Promise<void> {
  const { engine, services, companyIds } = server;
  const companyId = companyIds.get(company)!;
  await engine.write(async (tx) => {
    const held = await holdCompany(tx, companyId);
    const { chart } = await services.books.read(tx, companyId, held);
    const appender = new LedgerAppender(held);
    await appender.add(
      {
        voucherId: held.lastVoucherId + 1,
        headHash: shortHash('no voucher of its own'),
        ...{ kind: 'post', recordedBy: 0, recordedAt: services.clock.now().toISOString() },
      },
      linesOf((code) => chart.find(code)!.id),
    );
    const postings: Posting[] = await appender.flush(tx);
    tx.afterCommit(() => services.announce(companyId, postings));
  });
}

function postingOf(
  accountId: number,
  { date, layer }: { date: string; layer: LayerName },
  amount: bigint,
  index: number,
): NewPosting {
  return {
    ...{ accountId, date: date as LocalDate, layer: layers[layer], book: books.both },
    ...{ entry: 1, line: index + 1, currency: 'EUR', currencyAmount: amount },
    debit: amount > 0n ? amount : 0n,
    credit: amount < 0n ? -amount : 0n,
    ...{ dimensionSetId: 0, origin: origins.ordinary, documentRef: '', description: '' },
    ...{ dueDate: null, mirrorsSeq: null },
  };
}
