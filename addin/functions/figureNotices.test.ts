// What the ledger says of account lists reaches the pane with the figures that it is about, and goes with them.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { balanceOf, FigureBench } from '../testing/figureBench.ts';
import { noteCall, setNoticeListener } from './figureNotices.ts';

let bench: FigureBench;
let notices: string[] = [];
let forget: (() => void)[] = [];

beforeEach(async () => {
  bench = await FigureBench.open();
  [notices, forget] = [[], []];
  setNoticeListener((next) => (notices = next));
});
afterEach(async () => {
  for (const each of forget) each();
  setNoticeListener(null);
  await bench.close();
});

function show(account: string, day?: string): () => void {
  const end = [
    bench.show([balanceOf(account, day)]).close,
    noteCall({ sentences: [], accounts: [account] }),
  ];
  forget.push(end[1]!);
  return () => end.forEach((each) => each());
}

async function told(): Promise<string[]> {
  await bench.settle();
  await new Promise((resolve) => setTimeout(resolve, 80));
  return notices;
}

it('of the company left behind nothing is told, however late it answers', async () => {
  await bench.client.in('DOS').post('/accounts', { code: '9911', name: 'Una', kind: 'memorandum' });
  show('99*');
  bench.network.holdAnswer = 'UNO/balances/cell-sets';
  await bench.ready('UNO');
  await bench.ready('DOS');
  expect(await told()).toEqual([]);
  bench.network.letGo();
  expect(await told()).toEqual([]);
});

it('what was said in one company is nothing to the next', async () => {
  await bench.client.in('DOS').post('/accounts', { code: '9911', name: 'Una', kind: 'memorandum' });
  show('570');
  const hide = show('99*');
  await bench.ready('UNO');
  expect(await told()).toHaveLength(1);
  hide();
  await bench.ready('DOS');
  // Asked by itself, beside what is registered.
  show('99*');
  expect(await told()).toEqual([]);
});

it('K12 a cell of another year does not take back what is said of the account', async () => {
  await bench.client.post('/accounts', {
    ...{ code: '83', name: 'Impuesto', kind: 'expense', closesApart: true },
  });
  await bench.client.postLedger(`
    2024-03-01 Impuesto
      83       10,00
      572                10,00
  `);
  show('83', '2025-12-31');
  await bench.ready();
  const said = await told();
  expect(said).toEqual([expect.stringContaining('La cuenta 83 (Impuesto) tiene 10,00')]);
  show('83', '2024-12-31');
  expect(await told()).toEqual(said);
  // Neither is it lost when something else is posted, nor when the same is asked of a later day.
  bench.book.announce(await bench.post('1,00'));
  show('83', '2025-11-30');
  expect(await told()).toEqual(said);
});
