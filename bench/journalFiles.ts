// The generated journal as files, kept under bench/.cache and reused: the neutral JSON that Cuadre
// imports, and the plain text that hledger and ledger read.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchAccounts, hierarchicalName } from './benchChart.ts';
import {
  generateJournal,
  journalYears,
  type JournalShape,
  type JournalVoucher,
} from './generateJournal.ts';

export const cacheFolder = fileURLToPath(new URL('.cache', import.meta.url));

/** Raise it when the generator changes, so that older files are not taken for the new ones. */
const generatorVersion = 1;

export interface JournalFiles {
  /** Everything of this journal, databases included, lives here. */
  folder: string;
  neutral: string;
  plain: string;
  vouchers: number;
  lines: number;
  /** Of the neutral file: two machines that show the same have measured the same journal. */
  sha256: string;
}

/** Writes the files unless they are there already. */
export function prepareJournal(shape: JournalShape): JournalFiles {
  const name = `journal-${shape.vouchers}-seed${shape.seed}-v${generatorVersion}`;
  const folder = join(cacheFolder, name);
  const summary = join(folder, 'summary.json');
  const files = {
    folder,
    neutral: join(folder, 'books.json'),
    plain: join(folder, 'books.journal'),
  };
  if (existsSync(summary)) {
    const known = JSON.parse(readFileSync(summary, 'utf8')) as Omit<JournalFiles, 'folder'>;
    return { ...known, ...files };
  }
  mkdirSync(folder, { recursive: true });
  const written = { ...files, ...writeJournal(files, shape) };
  writeFileSync(summary, JSON.stringify(written));
  return written;
}

function writeJournal(
  { neutral, plain }: Pick<JournalFiles, 'neutral' | 'plain'>,
  shape: JournalShape,
): Pick<JournalFiles, 'vouchers' | 'lines' | 'sha256'> {
  const hash = createHash('sha256');
  const neutralFile = new BufferedFile(neutral, (text) => hash.update(text));
  const plainFile = new BufferedFile(plain);
  neutralFile.write(`${neutralHead()}"vouchers":[`);
  let lines = 0;
  for (const voucher of generateJournal(shape)) {
    neutralFile.write(`${voucher.number === 1 ? '' : ','}\n${writeNeutralVoucher(voucher)}`);
    plainFile.write(writePlainVoucher(voucher));
    lines += voucher.lines.length;
  }
  neutralFile.write('\n]}\n');
  neutralFile.close();
  plainFile.close();
  return { vouchers: shape.vouchers, lines, sha256: hash.digest('hex') };
}

/** Everything of the neutral form up to the vouchers. */
function neutralHead(): string {
  const accounts = benchAccounts.map(({ code, name, type }) => ({ code, name, type }));
  const years = journalYears.map((year) => ({ from: `${year}-01-01`, to: `${year}-12-31` }));
  const head = { company: 'BENCH', currency: 'EUR', fiscal_years: years, accounts, opening: [] };
  return `${JSON.stringify(head).slice(0, -1)},`;
}

export function writeNeutralVoucher({ number, date, text, lines }: JournalVoucher): string {
  const written = lines.map(({ account, debitCents, creditCents }) => {
    const { code } = benchAccounts[account]!;
    return debitCents > 0
      ? `{"code":"${code}","debit":"${writeCents(debitCents)}"}`
      : `{"code":"${code}","credit":"${writeCents(creditCents)}"}`;
  });
  return `{"number":${number},"date":"${date}","text":"${text}","lines":[${written.join(',')}]}`;
}

/** The format that hledger and ledger share. */
export function writePlainVoucher({ number, date, text, lines }: JournalVoucher): string {
  let written = `${date} (${number}) ${text}\n`;
  for (const { account, debitCents, creditCents } of lines) {
    const sign = debitCents > 0 ? '' : '-';
    const amount = sign + writeCents(debitCents || creditCents);
    written += `    ${hierarchicalNames[account]}  ${amount} EUR\n`;
  }
  return `${written}\n`;
}

const hierarchicalNames = benchAccounts.map(hierarchicalName);

export function writeCents(cents: number): string {
  const rest = cents % 100;
  return `${(cents - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`;
}

/** A file that is written in large pieces. */
class BufferedFile {
  readonly #file: number;
  readonly #onFlush: (text: string) => void;
  #text = '';

  constructor(path: string, onFlush: (text: string) => void = () => undefined) {
    this.#file = openSync(path, 'w');
    this.#onFlush = onFlush;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length > 2 ** 20) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    this.#onFlush(this.#text);
    writeSync(this.#file, this.#text);
    this.#text = '';
  }
}
