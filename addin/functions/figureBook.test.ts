// The live figures by themselves: the real client against the real server, with answers held back and
// moments chosen, because what goes wrong here goes wrong between a question and its answer.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../api/keyValueStorage.ts';
import { balanceOf, FigureBench, retryMilliseconds } from '../testing/figureBench.ts';
import {
  accountNameFigure,
  isFigureError,
  trialBalanceFigure,
  type FigureValue,
} from './figure.ts';
import type { CallSlot } from './figureBook.ts';
import { sizesDiffer } from './figureTexts.ts';

let bench: FigureBench;
beforeEach(async () => {
  bench = await FigureBench.open();
});
afterEach(() => bench.close());

const messageOf = (value: FigureValue | undefined) =>
  isFigureError(value) ? value.message : value;
const isCurrent = () => bench.state.staleSince === null;
const registration = 'POST UNO/balances/cell-sets';
const isDelta = (line: string) => /^GET \w+\/balances\/cell-sets\/[\w-]{22}\?since=\d+$/.test(line);

describe('S01 what a burst asks', () => {
  it('is one request, however many cells, and one figure for those that ask the same', async () => {
    await bench.post('200,00');
    await bench.ready();
    const cells = ['572', '700', '572'].map((account) => bench.show(account));
    await bench.settle();
    expect(cells.map(({ told }) => told)).toEqual([[[200]], [[-200]], [[200]]]);
    expect(bench.asked()).toEqual([registration]);
    expect(bench.state).toMatchObject({ subscriptions: 2, staleSince: null });
    expect(bench.state.ledgerVersion).toBe((await bench.versions()).ledgerVersion);
  });

  it('waits for the session, and says why there is none', async () => {
    const cell = bench.show('572');
    await bench.settle();
    expect(cell.told).toEqual([]);
    bench.book.setSource({ kind: 'unavailable', reason: 'signed-out', company: 'UNO' });
    expect(messageOf(cell.value)).toContain('Inicie sesión');
    bench.book.setSource({ kind: 'unavailable', reason: 'no-company', company: null });
    expect(messageOf(cell.value)).toContain('Elija una empresa');
    await bench.ready();
    expect(cell.value).toBe(0);
  });

  it('a figure that begins to be shown is asked alone, and followed with the others afterwards', async () => {
    await bench.ready();
    const first = bench.show('572');
    await bench.settle();
    const second = bench.show('700');
    await bench.settle();
    expect(bench.asked()).toEqual([registration, 'POST UNO/balances/query']);
    for (const amount of ['10,00', '20,00']) {
      bench.book.announce(await bench.post(amount));
      await bench.settle();
    }
    expect([first.value, second.value]).toEqual([30, -30]);
    const [again, delta, ...more] = bench.asked();
    expect([again, isDelta(delta!), more]).toEqual([registration, true, []]);
  });

  it('slots that are errors or blanks stand in their places', async () => {
    await bench.post('5,00');
    await bench.ready();
    const cell = bench.show([balanceOf('572'), '', sizesDiffer, balanceOf('999')]);
    await bench.settle();
    const [found, blank, size, unknown] = cell.told.at(-1)!;
    expect([found, blank, size]).toEqual([5, '', sizesDiffer]);
    expect(messageOf(unknown)).toContain('999');
  });
});

describe('S01 what one posting costs', () => {
  it('is one short question, and a word to the cells that changed alone', async () => {
    await bench.ready();
    const cells = Array.from({ length: 2_000 }, (_, at) =>
      bench.show([balanceOf(at % 2 ? '572' : '640', `2025-${month(at)}-${day(at)}`)]),
    );
    await bench.settle();
    bench.asked();
    const change = await bench.post('200,00');
    bench.book.announce(change);
    expect(isCurrent()).toBe(false);
    await bench.settle();
    expect(isCurrent()).toBe(true);
    const [{ line, bytesUp, bytesDown }, ...more] = bench.network.requests as [
      (typeof bench.network.requests)[number],
    ];
    expect([isDelta(line), bytesUp, more]).toEqual([true, 0, []]);
    const told = cells.filter((cell) => cell.told.length > 1).length;
    const changed = new Set(
      cells.flatMap((cell, at) => (cell.value === 200 ? [day(at) + month(at)] : [])),
    );
    expect(told).toBe(cells.filter(({ value }) => value === 200).length);
    expect(bytesDown).toBeLessThan(60 + 16 * changed.size);
  });
  const month = (at: number) => String(1 + (at % 12)).padStart(2, '0');
  const day = (at: number) => String(1 + (at % 28)).padStart(2, '0');

  it('is nothing when the answer of a command said the version before the feed does', async () => {
    await bench.ready();
    const cell = bench.show('572');
    await bench.settle();
    const change = await bench.post('1,00');
    bench.book.announce(change);
    await bench.settle();
    bench.asked();
    bench.book.announce(change);
    await bench.settle();
    expect([cell.told, bench.asked()]).toEqual([[[0], [1]], []]);
  });

  it('is nothing for a workbook without functions', async () => {
    await bench.ready();
    bench.book.announce(await bench.post('1,00'));
    await bench.settle();
    expect(bench.asked()).toEqual([]);
    expect(bench.state).toMatchObject({ subscriptions: 0, staleSince: null });
  });
});

describe('posted while the figures are being asked', () => {
  it('between the question and its answer: asked again, though the feed says it once', async () => {
    await bench.ready();
    const cell = bench.show('572');
    bench.network.holdAnswer = 'cell-sets';
    await bench.settle();
    bench.book.announce(await bench.post('10,00'));
    await bench.settle();
    expect(cell.told).toEqual([]);
    bench.network.letGo();
    await bench.arrive();
    expect([cell.value, isCurrent()]).toEqual([0, false]);
    await bench.settle();
    expect([cell.value, isCurrent()]).toEqual([10, true]);
  });

  it('before the question arrives: its answer is already of that version, and asked once', async () => {
    await bench.ready();
    const cell = bench.show('572');
    bench.network.holdBefore = 'cell-sets';
    await bench.settle();
    bench.book.announce(await bench.post('10,00'));
    bench.network.letGo();
    await bench.settle();
    expect([cell.told, bench.asked().length, isCurrent()]).toEqual([[[10]], 1, true]);
  });

  it('a change of the chart between them is seen as well', async () => {
    await bench.ready();
    const cell = bench.show('5740000001');
    bench.network.holdAnswer = 'cell-sets';
    await bench.settle();
    await bench.client.post('/accounts', { code: '5740000001', name: 'Banco Uno' });
    bench.book.announce(await bench.versions());
    bench.network.letGo();
    await bench.settle();
    expect(cell.value).toBe(0);
  });

  it('a figure of a newer version makes the others follow, and until then nothing is «al día»', async () => {
    await bench.ready();
    const old = bench.show('572');
    await bench.settle();
    await bench.post('10,00');
    // The feed has not said it yet.
    const typed = bench.show('700');
    bench.network.holdBefore = 'cell-sets';
    await bench.settle();
    expect([old.value, typed.value, isCurrent()]).toEqual([0, -10, false]);
    bench.network.letGo();
    await bench.settle();
    expect([old.value, typed.value, isCurrent()]).toEqual([10, -10, true]);
  });

  it('parts of one question that were read at two versions are asked again', async () => {
    await bench.ready();
    const balance = bench.show('572');
    const table = bench.show([trialBalanceFigure('2025-01-01', '2025-12-31', 1)]);
    bench.network.holdBefore = 'trial-balance';
    await bench.settle();
    await bench.post('10,00');
    bench.network.letGo();
    await bench.arrive();
    expect(isCurrent()).toBe(false);
    await bench.settle();
    expect([balance.value, isCurrent()]).toEqual([10, true]);
    expect(table.value).toContainEqual(['5', expect.any(String), 0, 10, 0, 10]);
  });

  it('a cell that begins meanwhile is asked afterwards, and not lost', async () => {
    await bench.ready();
    bench.show('572');
    bench.network.holdAnswer = 'cell-sets';
    await bench.settle();
    const late = bench.show('700');
    bench.network.letGo();
    await bench.settle();
    expect(late.value).toBe(0);
  });
});

describe('another company', () => {
  beforeEach(async () => {
    await bench.post('1,00', 'UNO');
    await bench.post('2,00', 'DOS');
  });

  it('an answer for the one left behind is never shown, nor waited for', async () => {
    const cell = bench.show('572');
    bench.network.holdAnswer = 'UNO';
    await bench.ready('UNO');
    await bench.ready('DOS');
    expect(cell.value).toBe(2);
    bench.network.letGo();
    await bench.settle();
    expect(cell.told).toEqual([[2]]);
    expect(bench.state.ledgerVersion).toBe((await bench.versions('DOS')).ledgerVersion);
  });

  it('nor is the first answer taken when one comes back to it', async () => {
    const cell = bench.show('572');
    bench.network.holdAnswer = 'UNO';
    await bench.ready('UNO');
    await bench.ready('DOS');
    await bench.post('10,00', 'UNO');
    bench.network.holdAnswer = null;
    await bench.ready('UNO');
    expect(cell.value).toBe(11);
    bench.network.letGo();
    await bench.settle();
    expect(cell.value).toBe(11);
  });

  it('its announcement says nothing of the next one', async () => {
    const cell = bench.show('572');
    await bench.ready('UNO');
    bench.book.announce({ ledgerVersion: 1_000, settingsVersion: 1_000 });
    await bench.ready('DOS');
    expect([cell.value, isCurrent()]).toEqual([2, true]);
  });

  it('the figures of each are remembered apart', async () => {
    const cell = bench.show('572');
    await bench.ready('UNO');
    await bench.ready('DOS');
    bench.network.isCut = true;
    bench.book.setSource({ kind: 'ready', company: 'UNO' });
    expect(cell.value).toBe(1);
    expect(isCurrent()).toBe(false);
  });
});

describe('calls that end', () => {
  it('are not asked any more, and nothing is kept of them', async () => {
    await bench.ready();
    const cells = Array.from({ length: 300 }, (_, at) =>
      bench.show([
        balanceOf('572', `20${10 + (at % 20)}-01-${String(1 + (at % 28)).padStart(2, '0')}`),
      ]),
    );
    await bench.settle();
    for (const cell of cells.slice(1)) cell.close();
    expect(bench.book.callCount).toBe(1);
    const change = await bench.post('10,00');
    bench.asked();
    bench.book.announce(change);
    await bench.settle();
    expect(bench.state.subscriptions).toBe(1);
    // Far more registered cells than shown ones: the server is told which are left.
    expect(bench.asked()).toEqual([registration]);
    expect(cells[1]!.told).toHaveLength(1);
  });

  it('while they are being asked: no word to the cell, no question more', async () => {
    await bench.ready();
    const cell = bench.show('572');
    bench.network.holdAnswer = 'cell-sets';
    await bench.settle();
    cell.close();
    bench.network.letGo();
    await bench.settle();
    bench.network.isCut = true;
    expect(cell.told).toEqual([]);
    expect([bench.book.callCount, bench.asked()]).toEqual([0, [registration]]);
    bench.moments.pass(retryMilliseconds);
    await bench.settle();
    expect(bench.state.subscriptions).toBe(0);
  });

  it('before they are asked: nobody is asked', async () => {
    await bench.ready();
    bench.show('572').close();
    await bench.settle();
    expect(bench.asked()).toEqual([]);
  });

  it('without an answer: they are not asked again when the connection is back', async () => {
    await bench.ready();
    const [stays, goes] = [bench.show('572'), bench.show('700')];
    bench.network.isCut = true;
    await bench.settle();
    goes.close();
    bench.network.isCut = false;
    bench.moments.pass(retryMilliseconds);
    await bench.settle();
    expect([stays.value, goes.told.length]).toEqual([0, 1]);
    expect(bench.state.subscriptions).toBe(1);
  });

  it('a cell that is written again the same asks nothing', async () => {
    await bench.ready();
    const others = bench.show('700');
    bench.show('572').close();
    const before = bench.show('572');
    await bench.settle();
    before.close();
    bench.asked();
    const again = bench.show('572');
    await bench.settle();
    expect([again.told, others.told, bench.asked()]).toEqual([[[0]], [[0]], []]);
  });
});

describe('without an answer', () => {
  it('values stay, others say why, and it is asked again by itself', async () => {
    await bench.ready();
    const known = bench.show('572');
    await bench.settle();
    bench.network.isCut = true;
    bench.book.loseConnection();
    const fresh = bench.show('700');
    await bench.settle();
    expect(known.told).toEqual([[0]]);
    expect(messageOf(fresh.value)).toContain('No hay conexión');
    expect(bench.state.staleSince).toEqual(bench.now);
    await bench.post('10,00');
    bench.network.isCut = false;
    bench.moments.pass(retryMilliseconds);
    await bench.settle();
    expect([known.value, fresh.value, isCurrent()]).toEqual([10, -10, true]);
  });

  it('goes on asking until there is one, without piling up', async () => {
    await bench.ready();
    const cell = bench.show('572');
    bench.network.isCut = true;
    for (let times = 0; times < 5; times += 1) {
      await bench.settle();
      bench.moments.pass(retryMilliseconds);
    }
    expect(bench.moments.waiting).toBeLessThanOrEqual(3);
    bench.network.isCut = false;
    bench.moments.pass(retryMilliseconds);
    await bench.settle();
    expect([cell.value, bench.asked()]).toEqual([0, [registration]]);
  });

  it('the figures of another day are shown and never taken for those of today', async () => {
    await bench.post('10,00');
    bench.show('572');
    await bench.ready();
    bench.book.saveNow();
    bench.now = new Date('2025-07-01T08:00:00Z');
    const later = bench.another(bench.storage);
    later.network.isCut = true;
    const cell = later.show('572');
    await later.ready();
    expect(cell.value).toBe(10);
    expect(later.state.staleSince).toEqual(new Date('2025-06-30T10:00:00Z'));
    later.book.stop();
  });

  it('a refusal is shown in the cells, and is not asked again for ever', async () => {
    const cell = bench.show('572');
    bench.book.setSource({ kind: 'ready', company: 'NADIE' });
    await bench.settle();
    expect(messageOf(cell.value)).toContain('NADIE');
    expect(bench.asked()).toHaveLength(1);
  });

  it('«Actualizar» ends when the absence of an answer is known', async () => {
    bench.show('572');
    await bench.ready();
    bench.network.isCut = true;
    let isOver = false;
    const refreshing = bench.book.refresh().then(() => (isOver = true));
    expect(isOver).toBe(false);
    await bench.settle();
    await refreshing;
    expect(isCurrent()).toBe(false);
  });
});

describe('the server has forgotten the cells', () => {
  it('they are registered anew: nothing wrong is shown in between', async () => {
    await bench.ready();
    const cell = bench.show('572');
    await bench.settle();
    bench.restartServer();
    bench.book.announce(await bench.post('10,00'));
    bench.asked();
    await bench.settle();
    expect([cell.told, isCurrent()]).toEqual([[[0], [10]], true]);
    const [delta, again] = bench.asked();
    expect([isDelta(delta!), again]).toEqual([true, registration]);
  });

  it('an answer lost on its way takes no change with it', async () => {
    await bench.ready();
    const cell = bench.show('572');
    const table = bench.show([trialBalanceFigure('2025-01-01', '2025-12-31', 1)]);
    await bench.settle();
    // The delta arrives and the other half of the answer does not.
    const change = await bench.post('10,00');
    bench.network.loseAnswersOf = 'trial-balance';
    bench.book.announce(change);
    await bench.settle();
    expect([cell.value, isCurrent()]).toEqual([0, false]);
    bench.network.loseAnswersOf = null;
    bench.moments.pass(retryMilliseconds);
    await bench.settle();
    expect([cell.value, isCurrent()]).toEqual([10, true]);
    expect(table.value).toContainEqual(['5', expect.any(String), 0, 10, 0, 10]);
  });
});

describe('chart and names', () => {
  it('P01 the chart is read once per version of it, not once per posting', async () => {
    await bench.ready();
    bench.book.announce(await bench.versions());
    const name = bench.show([accountNameFigure('572')]);
    await bench.settle();
    expect(typeof name.value).toBe('string');
    bench.show([accountNameFigure('700')]);
    bench.book.announce(await bench.post('1,00'));
    await bench.settle();
    expect(bench.asked()).toEqual(['GET UNO/accounts']);
    const unknown = bench.show([accountNameFigure('5740000001')]);
    await bench.settle();
    expect(messageOf(unknown.value)).toContain('5740000001');
    await bench.client.post('/accounts', { code: '5740000001', name: 'Banco Uno' });
    bench.book.announce(await bench.versions());
    await bench.settle();
    expect([unknown.value, bench.asked()]).toEqual(['Banco Uno', ['GET UNO/accounts']]);
  });

  it('P01 an unknown account becomes a figure when it is added, and says so again when only told whole', async () => {
    await bench.ready();
    const [missing, other] = [bench.show('5740000001'), bench.show('999')];
    await bench.settle();
    expect(messageOf(missing.value)).toContain('5740000001');
    await bench.client.post('/accounts', { code: '5740000001', name: 'Banco Uno' });
    bench.book.announce(await bench.versions());
    await bench.settle();
    expect([missing.value, other.told.length]).toEqual([0, 1]);
  });
});

describe('«hoy»', () => {
  it('is another day after midnight: the cell follows, the day before is let go', async () => {
    await bench.post('10,00');
    await bench.ready();
    let today = '2025-01-14';
    const slotsOfToday = (): CallSlot[] => [balanceOf('572', today)];
    const cell = bench.show(slotsOfToday(), { slotsOfToday });
    const fixed = bench.show([balanceOf('572', '2025-01-14')]);
    await bench.settle();
    expect([cell.value, fixed.value]).toEqual([0, 0]);
    bench.book.followDay();
    await bench.settle();
    expect(bench.asked()).toHaveLength(1);
    today = '2025-01-15';
    bench.book.followDay();
    await bench.settle();
    expect([cell.value, fixed.told]).toEqual([10, [[0]]]);
    expect(bench.state.subscriptions).toBe(2);
    cell.close();
    fixed.close();
    expect(bench.book.callCount).toBe(0);
    await bench.ready();
    expect(bench.state.subscriptions).toBe(0);
  });

  it('is today when the session begins, however long the workbook was open without one', async () => {
    await bench.post('10,00');
    let today = '2025-01-14';
    const slotsOfToday = (): CallSlot[] => [balanceOf('572', today)];
    const cell = bench.show(slotsOfToday(), { slotsOfToday });
    today = '2025-01-15';
    await bench.ready();
    expect(cell.told).toEqual([[10]]);
  });
});

describe('«al día»', () => {
  it('is not said while cells of the workbook sleep', async () => {
    await bench.ready();
    bench.show('572');
    await bench.settle();
    bench.book.setAsleep(3);
    expect(isCurrent()).toBe(false);
    bench.book.announce(await bench.post('1,00'));
    await bench.settle();
    expect(isCurrent()).toBe(false);
    bench.book.setAsleep(0);
    expect(isCurrent()).toBe(true);
  });

  it('is not said after the session ended, and the values stay', async () => {
    const cell = bench.show('572');
    await bench.ready();
    bench.book.setSource({ kind: 'unavailable', reason: 'signed-out', company: 'UNO' });
    expect([cell.told, isCurrent()]).toEqual([[[0]], false]);
    await bench.post('10,00');
    bench.network.holdAnswer = 'UNO';
    await bench.ready();
    expect(isCurrent()).toBe(false);
    bench.network.letGo();
    await bench.settle();
    expect([cell.value, isCurrent()]).toEqual([10, true]);
  });

  it('an answer asked in the session before is not taken in the next', async () => {
    const cell = bench.show('572');
    bench.network.holdAnswer = 'UNO';
    await bench.ready();
    bench.book.setSource({ kind: 'unavailable', reason: 'signed-out', company: 'UNO' });
    bench.network.letGo();
    await bench.settle();
    expect(cell.told.flat().map(messageOf)).toEqual([expect.stringContaining('Inicie sesión')]);
  });

  it('values do not pile up on this computer', async () => {
    const storage = createMemoryStorage();
    const other = bench.another(storage);
    await other.ready();
    for (let day = 1; day <= 12; day += 1) {
      const cells = Array.from({ length: 1_000 }, (_, at) =>
        other.show([
          balanceOf('572', `20${String(10 + day)}-01-${String(1 + (at % 28)).padStart(2, '0')}`),
          balanceOf(`57?${day}${at}*`),
        ]),
      );
      await other.settle();
      for (const cell of cells) cell.close();
    }
    other.book.stop();
    const kept = JSON.parse(storage.get('cuadre.figures.UNO') ?? '{}') as { values: unknown[] };
    expect(kept.values.length).toBeLessThan(8_000);
  });
});
