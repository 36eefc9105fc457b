// The journal that everything is measured on: three years of a made-up company, voucher by voucher.
import { placeOfGroup, type AccountGroup } from './benchChart.ts';
import { SeededRandom } from './random.ts';

export interface JournalLine {
  /** Place in `benchAccounts`. */
  account: number;
  debitCents: number;
  creditCents: number;
}

export interface JournalVoucher {
  number: number;
  date: string;
  text: string;
  lines: JournalLine[];
}

export interface JournalShape {
  vouchers: number;
  seed: number;
}

export const journalYears = [2023, 2024, 2025] as const;
export const firstDay = '2023-01-01';
export const lastDay = '2025-12-31';

const dayMilliseconds = 86_400_000;
const firstDayTime = Date.parse(firstDay);
export const dayCount = (Date.parse(lastDay) - firstDayTime) / dayMilliseconds + 1;

/** Of how many vouchers one is a payroll of 800 lines, and one is dated earlier than its neighbours. */
const vouchersPerPayroll = 12_500;
const payrollLines = 800;
const backDatedShare = 0.04;
const backDatedDaysMax = 75;

/** Shares of vouchers by their number of lines: 2.8 lines on average. */
const lineShares: readonly [lines: number, share: number][] = [
  [2, 0.53],
  [3, 0.29],
  [4, 0.11],
  [5, 0.03],
  [6, 0.02],
  [7, 0.01],
  [8, 0.01],
];

export function* generateJournal({ vouchers, seed }: JournalShape): Generator<JournalVoucher> {
  const random = new SeededRandom(seed);
  for (let number = 1; number <= vouchers; number += 1) {
    let day = Math.floor(((number - 1) * dayCount) / vouchers);
    if (random.next() < backDatedShare) {
      day = Math.max(0, day - 1 - random.below(backDatedDaysMax));
    }
    // Half-way, so that a small journal has its payroll too.
    const isPayroll = number % vouchersPerPayroll === vouchersPerPayroll / 2;
    const content = isPayroll ? payroll(random) : trade(random, drawLineCount(random));
    yield { number, date: dateOfDay(day), ...content };
  }
}

export function dateOfDay(day: number): string {
  return new Date(firstDayTime + day * dayMilliseconds).toISOString().slice(0, 10);
}

type Content = Pick<JournalVoucher, 'text' | 'lines'>;

function drawLineCount(random: SeededRandom): number {
  let drawn = random.next();
  for (const [lines, share] of lineShares) {
    if (drawn < share) return lines;
    drawn -= share;
  }
  return lineShares.at(-1)![0];
}

function trade(random: SeededRandom, lineCount: number): Content {
  if (lineCount === 2) return settlement(random);
  return random.next() < 0.5 ? sale(random, lineCount) : purchase(random, lineCount);
}

/** Two lines: a collection, a payment or a bank charge. */
function settlement(random: SeededRandom): Content {
  const cents = drawCents(random);
  const bank = draw(random, 'banks');
  const kind = random.next();
  if (kind < 0.5) {
    const customer = draw(random, 'customers');
    return { text: 'Cobro de cliente', lines: [debit(bank, cents), credit(customer, cents)] };
  }
  if (kind < 0.9) {
    const supplier = draw(random, 'suppliers');
    return { text: 'Pago a proveedor', lines: [debit(supplier, cents), credit(bank, cents)] };
  }
  const charge = draw(random, 'bankCharges');
  return { text: 'Comisión bancaria', lines: [debit(charge, cents), credit(bank, cents)] };
}

function sale(random: SeededRandom, lineCount: number): Content {
  const incomes: JournalLine[] = [];
  let net = 0;
  for (let line = 2; line < lineCount; line += 1) {
    const cents = drawCents(random);
    incomes.push(credit(draw(random, random.next() < 0.7 ? 'sales' : 'serviceSales'), cents));
    net += cents;
  }
  const tax = Math.max(1, Math.round(net * 0.21));
  const customer = debit(draw(random, 'customers'), net + tax);
  const text = `Factura emitida ${random.below(1_000_000)}`;
  return { text, lines: [customer, ...incomes, credit(draw(random, 'outputTax'), tax)] };
}

function purchase(random: SeededRandom, lineCount: number): Content {
  const expenses: JournalLine[] = [];
  let net = 0;
  for (let line = 2; line < lineCount; line += 1) {
    const cents = drawCents(random);
    const kind = random.next();
    const group = kind < 0.5 ? 'goods' : kind < 0.8 ? 'services' : 'supplies';
    expenses.push(debit(draw(random, group), cents));
    net += cents;
  }
  const tax = Math.max(1, Math.round(net * 0.21));
  const supplier = draw(random, random.next() < 0.7 ? 'suppliers' : 'creditors');
  const text = `Factura recibida ${random.below(1_000_000)}`;
  return {
    text,
    lines: [...expenses, debit(draw(random, 'inputTax'), tax), credit(supplier, net + tax)],
  };
}

/** One line per employee; what is withheld and what is owed close it. */
function payroll(random: SeededRandom): Content {
  const lines: JournalLine[] = [];
  let gross = 0;
  for (let line = 2; line < payrollLines; line += 1) {
    const cents = 110_000 + random.below(400_000);
    lines.push(debit(draw(random, 'salaries'), cents));
    gross += cents;
  }
  const withheld = Math.round(gross * 0.15);
  lines.push(credit(draw(random, 'withholding'), withheld));
  lines.push(credit(draw(random, 'salariesPayable'), gross - withheld));
  return { text: 'Nómina', lines };
}

function draw(random: SeededRandom, group: AccountGroup): number {
  const { first, count } = placeOfGroup(group);
  return first + random.skewedBelow(count);
}

/** From 1,00 to some 22.000,00: small amounts are far more frequent than large ones. */
function drawCents(random: SeededRandom): number {
  return Math.floor(100 * Math.exp(random.next() * 10));
}

function debit(account: number, debitCents: number): JournalLine {
  return { account, debitCents, creditCents: 0 };
}

function credit(account: number, creditCents: number): JournalLine {
  return { account, debitCents: 0, creditCents };
}
