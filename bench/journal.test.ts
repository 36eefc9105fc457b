// The journal must be the same on every machine, or figures of two machines could not be compared.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { benchAccounts } from './benchChart.ts';
import { firstDay, generateJournal, lastDay } from './generateJournal.ts';
import { writeNeutralVoucher, writePlainVoucher } from './journalFiles.ts';

const shape = { vouchers: 20_000, seed: 20_260_101 };

it('is byte-identical for a seed', () => {
  const hash = createHash('sha256');
  for (const voucher of generateJournal(shape)) {
    hash.update(writeNeutralVoucher(voucher)).update(writePlainVoucher(voucher));
  }
  expect(hash.digest('hex')).toBe(
    'fade10082f3d5817e9fbb5bf2a16dffbe1c5c2da20ee668d9b295da3bfc66973',
  );
});

it('is another one for another seed', () => {
  const texts = [shape.seed, shape.seed + 1].map((seed) =>
    [...generateJournal({ vouchers: 50, seed })].map(writeNeutralVoucher).join('\n'),
  );
  expect(texts[0]).not.toBe(texts[1]);
});

it('holds vouchers that balance, of two to eight lines and now and then of 800', () => {
  const lineCounts = new Set<number>();
  let lines = 0;
  for (const voucher of generateJournal(shape)) {
    const difference = voucher.lines.reduce(
      (sum, { debitCents, creditCents }) => sum + debitCents - creditCents,
      0,
    );
    expect(difference, `voucher ${voucher.number}`).toBe(0);
    expect(voucher.date >= firstDay && voucher.date <= lastDay).toBe(true);
    lineCounts.add(voucher.lines.length);
    lines += voucher.lines.length;
  }
  expect([...lineCounts].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 800]);
  expect(lines / shape.vouchers).toBeCloseTo(2.86, 1);
}, 30_000);

it('dates some vouchers before their neighbours', () => {
  const dates = [...generateJournal({ ...shape, vouchers: 2_000 })].map(({ date }) => date);
  const backDated = dates.filter((date, index) => index > 0 && date < dates[index - 1]!);
  expect(backDated.length).toBeGreaterThan(40);
});

it('uses 450 accounts of ten digits', () => {
  expect(new Set(benchAccounts.map(({ code }) => code)).size).toBe(450);
  expect(benchAccounts.every(({ code }) => /^\d{10}$/.test(code))).toBe(true);
});
