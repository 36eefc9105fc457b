// Cells that the server keeps, over a server that forgets them while the chart changes (S01, P01).
import { afterEach, expect, it } from 'vitest';
import { balanceOf, FigureBench } from '../testing/figureBench.ts';
import { encodeBalanceQuery } from './balanceCells.ts';
import type { Figure } from './figure.ts';

let bench: FigureBench;
afterEach(() => bench.close());

it('P01 another workbook registered them anew with a newer chart: what this changed is not lost', async () => {
  bench = await FigureBench.open();
  const cell = bench.show('5740000001');
  await bench.ready();
  expect(cell.value).toMatchObject({ error: 'notAvailable' });
  bench.restartServer();
  await bench.client.post('/accounts', { code: '5740000001', name: 'Banco Uno' });
  const figure = balanceOf('5740000001') as Extract<Figure, { kind: 'balance' }>;
  const registered = await bench.network.fetch(
    'http://localhost/v1/companies/UNO/balances/cell-sets',
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bench.client.token}`,
        'content-type': 'application/json',
        'idempotency-key': 'otro-libro-1',
      },
      body: JSON.stringify(encodeBalanceQuery([figure])),
    },
  );
  expect(registered.status).toBe(200);
  bench.book.announce(await bench.versions());
  await bench.settle();
  expect([cell.value, bench.state.staleSince]).toEqual([0, null]);
  // From then on changes alone are asked again.
  bench.asked();
  bench.book.announce(await bench.post('100,00'));
  await bench.settle();
  expect(bench.asked()).toEqual([
    expect.stringMatching(/^GET UNO\/balances\/cell-sets\/.*since=0$/),
  ]);
});
