// Commands on what surrounds the vouchers: lock, years, chart, and whole books imported at once.
import { importBooks } from '../../server/imports/importBooks.ts';
import { neutralBooksSchema, type NeutralBooks } from '../../server/imports/neutralBooks.ts';
import { Refusal } from '../../server/refusal.ts';
import type { Answer } from '../call.ts';
import type { Chance } from '../chance.ts';
import { writeMinor } from '../kills/knownVoucher.ts';
import type { NaiveBooks, NaiveLine, NaiveVoucher } from './naiveBooks.ts';
import type { Planned } from './planned.ts';
import type { World } from './world.ts';

export function planSettings(
  world: World,
  books: NaiveBooks,
  chance: Chance,
  drawLines: () => NaiveLine[],
): Planned {
  const name = chance.weighted({ lock: 5, year: 2, account: 3, import: 3 });
  switch (name) {
    case 'lock':
      return planLock(world, books, chance);
    case 'year':
      return planYear(world, books, chance);
    case 'account':
      return planAccount(world, books, chance);
    case 'import':
      return planImport(world, books, chance, drawLines);
  }
}

function planLock(world: World, books: NaiveBooks, chance: Chance): Planned {
  const first = Number(books.years[0]!.startsOn.slice(0, 4));
  const month = String(chance.between(1, 12)).padStart(2, '0');
  // Half of the time nothing is locked, so that there is something to do.
  const lockedThrough = chance.happens(50) ? null : `${chance.between(first, 2024)}-${month}-28`;
  const body = { lockedThrough, confirm: ['lock-leaves-drafts'] };
  const request = { method: 'PUT', path: '/lock', body, key: chance.uuid() };
  return {
    name: `lock ${lockedThrough}`,
    expected: books.leavesNumberedDraft(lockedThrough) ? 'lock-leaves-numbered' : null,
    isKeyed: true,
    request,
    send: () => world.call(request),
    apply: () => void (books.lockedThrough = lockedThrough),
  };
}

function planYear(world: World, books: NaiveBooks, chance: Chance): Planned {
  const year = chance.between(2019, 2030);
  const [startsOn, endsOn] = [`${year}-01-01`, `${year}-12-31`];
  // Years come in any order.
  const body = { startsOn, endsOn, confirm: ['fiscal-year-gap'] };
  const request = { method: 'POST', path: '/fiscal-years', body, key: chance.uuid() };
  const isThere = books.years.some(({ name }) => name === String(year));
  return {
    name: `year ${year}`,
    expected: isThere ? 'fiscal-year-overlap' : null,
    isKeyed: true,
    request,
    send: () => world.call(request),
    apply: () => {
      books.years.push({ name: String(year), startsOn, endsOn });
      books.years.sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
    },
  };
}

/** Below one of the accounts in use: it becomes a total, unless it has postings. */
function planAccount(world: World, books: NaiveBooks, chance: Chance): Planned {
  const leaves = books.accounts.filter(({ isPostable }) => isPostable);
  const used = world.books.accounts;
  const parent = chance.happens(60) ? chance.pick(used) : chance.pick(leaves).code;
  const separator = parent.includes('.') ? '.' : '';
  const code = `${parent}${separator}${String(chance.between(1, chance.happens(60) ? 3 : 99)).padStart(2, '0')}`;
  const isThere = books.accounts.some((account) => account.code === code);
  const hasPostings =
    books.isPostable(parent) && books.facts.some(({ account }) => account === parent);
  const request = {
    ...{ method: 'POST', path: '/accounts', key: chance.uuid() },
    body: { code, name: `Cuenta ${code}` },
  };
  return {
    name: `account ${code}`,
    expected: isThere ? 'account-duplicate' : hasPostings ? 'account-parent-has-postings' : null,
    isKeyed: true,
    request,
    send: () => world.call(request),
    apply: () => {
      const above = books.accounts.find((account) => account.code === parent)!;
      above.isPostable = false;
      books.accounts.push({ code, kind: above.kind, parentCode: parent, isPostable: true });
      if (!world.books.accounts.includes(parent)) return;
      // What was posted to it is now posted below it.
      world.books.accounts = [...world.books.accounts.filter((each) => each !== parent), code];
    },
  };
}

/** Vouchers of which some must be refused; of the same books again only what was refused may come in. */
function planImport(
  world: World,
  books: NaiveBooks,
  chance: Chance,
  drawLines: () => NaiveLine[],
): Planned {
  const isRepeated = world.imported.length > 0 && chance.happens(20);
  const neutral = isRepeated ? chance.pick(world.imported) : newBooks(books, chance, drawLines);
  return {
    name: `import of ${neutral.vouchers.length}${isRepeated ? ' again' : ''}`,
    expected: null,
    isKeyed: false,
    send: () => sendImport(world, neutral),
    apply: (_body, instant) => {
      if (!isRepeated) world.imported.push(neutral);
      neutral.vouchers.forEach((voucher, index) => {
        const lines = voucher.lines.map(({ code, debit, credit }) => ({
          account: code,
          amount: BigInt(debit.replace('.', '')) - BigInt(credit.replace('.', '')),
        }));
        const isAccepted =
          books.refuseDate(voucher.date) === null &&
          lines.every(({ account }) => books.isPostable(account));
        const id = `import ${neutral.company} ${index}`;
        if (!isAccepted || books.vouchers.has(id)) return;
        const imported: NaiveVoucher = {
          ...{ id, state: 'posted', type: world.defaultType },
          ...{ number: null, numberYear: null, date: voucher.date, lines, version: 1 },
        };
        books.vouchers.set(imported.id, imported);
        books.takeNumber(imported);
        books.addFacts(voucher.date, lines, instant);
      });
    },
  };
}

function newBooks(books: NaiveBooks, chance: Chance, drawLines: () => NaiveLine[]): NeutralBooks {
  const vouchers = Array.from({ length: chance.between(2, 12) }, (_, index) => {
    const year = chance.pick(books.years).name;
    const date = `${year}-${String(chance.between(1, 12)).padStart(2, '0')}-20`;
    const lines = drawLines().map(({ account, amount }) => ({
      code: account,
      debit: amount > 0n ? writeMinor(Number(amount)) : '0.00',
      credit: amount < 0n ? writeMinor(Number(-amount)) : '0.00',
      text: '',
    }));
    return { series: '', number: String(index + 1), date, text: 'Importado', lines };
  });
  const company = `libros ${chance.uuid()}`;
  return neutralBooksSchema.parse({ company, vouchers });
}

/** The command line's own way in, answered as a route would. */
async function sendImport(world: World, neutral: NeutralBooks): Promise<Answer> {
  const actor = { userId: 0, name: 'Cuadre', role: 'administrador' } as const;
  const request = { companyId: world.books.companyId, actor, acceptRefused: true };
  try {
    const body = await importBooks(world.services, request, neutral);
    return { status: 200, body: { ...body } as Answer['body'] };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      world.faults.push(error as Error);
      return { status: 500, body: {} };
    }
    return { status: 422, body: { rejections: error.rejections as never } };
  }
}
