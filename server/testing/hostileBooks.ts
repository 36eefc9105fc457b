// Wrong files of every kind, from a seed: what `import-books` must refuse with place and remedy, or take whole.

export interface HostileFile {
  kind: string;
  bytes: Uint8Array;
}

/** A small generator of its own (mulberry32), so that a seed is a file for ever. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Right books, in which one thing is then made wrong. */
export function rightBooks(vouchers = 3) {
  return {
    ...{ company: 'Hostil', currency: 'EUR' },
    fiscal_years: [{ from: '2025-01-01', to: '2025-12-31' }],
    parties: [{ code: 'B64717838', name: 'Cítricos' }],
    accounts: [{ code: '5720000001', name: 'Banco', kind: 'asset' }],
    opening: [
      { code: '5720000001', amount: '100.00' },
      { code: '100', amount: '-100.00' },
    ],
    vouchers: Array.from({ length: vouchers }, (_, index) => ({
      ...{ series: 'A', number: `${index + 1}`, date: `2025-0${(index % 9) + 1}-10` },
      text: 'Cobro, señal',
      lines: [
        {
          code: '5720000001',
          debit: `${index + 1}0.00`,
          party: 'B64717838',
          due_date: '2025-12-31',
        },
        { code: '700', credit: `${index + 1}0.00`, document: 'F-1' },
      ],
    })),
  };
}

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

const wrongValues: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, 2 ** 60, '', ' ', 'x'.repeat(40_000), [], {}, [[]]],
  ...['\u0000', 'a\u0007b', '\ud800', '1,5', '1.234,56', '12.3456', '1e5', '--5', '0x10', '∞'],
  ...['99999999999999999999.00', '31/12/2025', '2025-13-01', '2025-02-30', '180501', 'mañana'],
  ...['57', '4300:1', '=1+1', '5.7E5', '1-2', 'niño', '77777777', { code: '700' }, ['700']],
];

/** One value of the books, anywhere, becomes another. */
function replaceOne(books: Json, chance: () => number): Json {
  if (typeof books !== 'object' || books === null || chance() < 0.12) {
    return wrongValues[Math.floor(chance() * wrongValues.length)]!;
  }
  if (Array.isArray(books)) {
    if (books.length === 0) return [replaceOne(null, chance)];
    const place = Math.floor(chance() * books.length);
    return books.map((each, index) => (index === place ? replaceOne(each, chance) : each));
  }
  const members = Object.keys(books);
  const member = members[Math.floor(chance() * members.length)]!;
  return { ...books, [member]: replaceOne(books[member]!, chance) };
}

/** One member of the books, anywhere, gets another name, is left out, or has company. */
function renameOne(books: Json, chance: () => number): Json {
  if (typeof books !== 'object' || books === null) return books;
  const members = Object.keys(books);
  if (members.length === 0) return books;
  const member = members[Math.floor(chance() * members.length)]!;
  if (Array.isArray(books)) {
    return books.map((each, index) => (String(index) === member ? renameOne(each, chance) : each));
  }
  const below = books[member]!;
  if (typeof below === 'object' && chance() < 0.8) {
    return { ...books, [member]: renameOne(below, chance) };
  }
  const { [member]: value = null, ...rest } = books;
  const act = Math.floor(chance() * 3);
  if (act === 0) return rest;
  return act === 1 ? { ...rest, [`${member}s`]: value } : { ...books, [`${member}_x`]: value };
}

function flipBytes(bytes: Buffer, chance: () => number): Buffer {
  const flipped = Buffer.from(bytes);
  for (let count = 0; count < 3; count += 1) {
    flipped[Math.floor(chance() * flipped.length)] = Math.floor(chance() * 256);
  }
  return flipped;
}

const makers: Record<string, (chance: () => number) => Uint8Array | string> = {
  cut: (chance) => {
    const text = JSON.stringify(rightBooks());
    return text.slice(0, Math.floor(chance() * text.length));
  },
  'wrong value': (chance) => JSON.stringify(replaceOne(rightBooks(), chance), null, 1),
  'wrong member': (chance) => JSON.stringify(renameOne(rightBooks(), chance), null, 1),
  'flipped bytes': (chance) => flipBytes(Buffer.from(JSON.stringify(rightBooks())), chance),
  'other encoding': (chance) => {
    const text = JSON.stringify(rightBooks());
    const wide = Buffer.from(text, 'utf16le');
    return [Buffer.from(text, 'latin1'), wide.subarray(1), wide.subarray(0, -1)][
      Math.floor(chance() * 3)
    ]!;
  },
  'other currency': () => JSON.stringify({ ...rightBooks(), currency: 'USD' }),
  'repeated member': () =>
    JSON.stringify(rightBooks()).replace('"number"', '"series":"B","number"'),
  nested: (chance) => {
    const depth = 65 + Math.floor(chance() * 20_000);
    return `{"meta":${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}}`;
  },
  unbalanced: (chance) => {
    const books = rightBooks();
    books.vouchers[Math.floor(chance() * 3)]!.lines[0]!.debit = '7.77';
    return JSON.stringify(books, null, 1);
  },
  binary: (chance) =>
    Uint8Array.from({ length: 1 + Math.floor(chance() * 400) }, () => Math.floor(chance() * 256)),
  'not books': (chance) =>
    ['', ' ', 'null', '[]', '{}', '1', '"x"', '{"a":1}', '<xml/>', 'fecha;cuenta\n1;2'][
      Math.floor(chance() * 10)
    ]!,
};

/** @returns files that differ from the right books, in turns of each kind */
export function hostileFile(seed: number): HostileFile {
  const kinds = Object.keys(makers);
  const kind = kinds[seed % kinds.length]!;
  const made = makers[kind]!(chanceOf(seed));
  return { kind, bytes: typeof made === 'string' ? Buffer.from(made) : made };
}
