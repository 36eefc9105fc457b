// Whatever people paste, in whatever style and with whatever marks, into whatever Excel: each amount is
// read as it was meant, or refused, or asked about. Never as another figure.
import { expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { formatMoney, type NumberStyle } from '../../shared/money.ts';
import { readAmountCells } from './amountCells.ts';
import type { CellValue } from './cellGrid.ts';

const sheets = 3_000;

/** A small generator with a seed that the failure prints (mulberry32). */
function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(options: readonly T[]): T => options[below(options.length)] as T;
  return { below, pick };
}
type Random = ReturnType<typeof createRandom>;

interface Meant {
  minor: bigint;
  text: string;
}

function inventAmount({ below, pick }: Random, style: NumberStyle): Meant {
  const size = pick([100, 10_000, 1_000_000, 100_000_000, 100_000_000_000]);
  const whole = BigInt(below(size)) * 100n;
  const minor = pick([true, false]) ? whole : whole + BigInt(below(100));
  const grouped = formatMoney(minor, 2, style);
  const [group, mark] = style === 'comma-decimal' ? ['.', ','] : [',', '.'];
  const plain = grouped.replaceAll(group, '');
  const shown = pick([grouped, grouped, plain]);
  const text = minor % 100n === 0n && pick([true, false]) ? (shown.split(mark)[0] ?? '') : shown;
  return pick<Meant>([
    { minor, text },
    { minor, text },
    { minor, text: `${text} €` },
    { minor: -minor, text: `-${text}` },
    { minor: -minor, text: `(${text})` },
    { minor: -minor, text: `${text}-` },
    { minor, text: `\u00a0${text}\u2009` },
  ]);
}

/** What Excel keeps of a pasted text: a number where its own separators allow it. */
function pasteIntoExcel(text: string, style: NumberStyle): CellValue {
  const [group, mark] = style === 'comma-decimal' ? ['\\.', ','] : [',', '\\.'];
  const number = new RegExp(`^-?(\\d+|\\d{1,3}(${group}\\d{3})+)(${mark}\\d+)?$`);
  if (!number.test(text)) return text;
  const digits = text.replace(new RegExp(group, 'g'), '').replace(new RegExp(mark), '.');
  return Number(digits);
}

const isDecisive = (text: string, style: NumberStyle) =>
  style === 'comma-decimal'
    ? /\d,\d{1,2}(\D|$)|\.\d{3}\.\d{3}/.test(text)
    : /\d\.\d{1,2}(\D|$)|,\d{3},\d{3}/.test(text);

it('C01 no amount is ever read as another figure', () => {
  const seed = Number(process.env.CUADRE_SEED ?? 20_260_126);
  let read = 0;
  let asked = 0;
  for (let index = 0; index < sheets; index += 1) {
    const random = createRandom(seed + index);
    const style = random.pick(['comma-decimal', 'point-decimal'] as const);
    const workbookStyle = random.pick(['comma-decimal', 'point-decimal'] as const);
    const company = random.pick(['comma-decimal', 'point-decimal'] as const);
    const meant = Array.from({ length: 1 + random.below(8) }, () => inventAmount(random, style));
    const values = meant.map(({ text }) => pasteIntoExcel(text, workbookStyle));
    // A sheet whose texts all became numbers, or say nothing, leaves nothing to tell it by.
    const hasEvidence = values.some((one) => typeof one === 'string' && isDecisive(one, style));
    if (style !== workbookStyle && !hasEvidence) continue;
    const { results } = readAmountCells(
      values.map((value) => ({ value, place: {} })),
      { minorDigits: 2, numberStyle: company },
      {
        workbookStyle,
        dateSystem: 1900,
        today: localDate('2026-11-26'),
        currency: 'EUR',
        answers: {},
      },
    );
    results.forEach(({ amountMinor, isAsked }, cell) => {
      const { minor, text } = meant[cell] as Meant;
      if (isAsked) asked += 1;
      if (amountMinor === null) return;
      read += 1;
      const where = `«${text}» in a ${workbookStyle} workbook, CUADRE_SEED=${seed + index}`;
      expect(`${where}: ${amountMinor}`).toBe(`${where}: ${minor}`);
    });
  }
  expect(read).toBeGreaterThan(sheets);
  expect(asked).toBeGreaterThan(100);
});
