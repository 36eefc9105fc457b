// Random commands: mostly what an accountant would do, now and then what must be refused.
import { writeMinor } from '../kills/knownVoucher.ts';
import type { TortureRequest } from '../call.ts';
import type { Chance } from '../chance.ts';
import type { Country } from '../tortureBooks.ts';
import type { NaiveBooks, NaiveLine, NaiveVoucher } from './naiveBooks.ts';
import { checkResult, type Planned } from './planned.ts';
import { planSettings } from './settingsCommands.ts';
import type { World } from './world.ts';

export const typesOf: Record<Country, readonly string[]> = {
  ES: ['AS', 'FE', 'PA'],
  CO: ['CD', 'RC', 'FV'],
  VE: ['CD', 'CI', 'CV'],
};

const weights = {
  post: 40, draft: 8, editDraft: 5, postDraft: 9, deleteDraft: 2, void: 7, unpost: 7, correct: 7,
  opening: 2, takenId: 2, settings: 9,
}; // prettier-ignore

export class Commands {
  readonly #world: World;
  readonly #books: NaiveBooks;
  readonly #chance: Chance;
  readonly #country: Country;

  constructor(world: World, books: NaiveBooks, chance: Chance, country: Country) {
    this.#world = world;
    this.#books = books;
    this.#chance = chance;
    this.#country = country;
  }

  /** One command that may do anything. */
  plan(): Planned {
    const name = this.#chance.weighted(weights);
    switch (name) {
      case 'settings':
        return planSettings(this.#world, this.#books, this.#chance, () => this.#lines());
      case 'post':
        return this.planNew('post');
      case 'draft':
        return this.planNew('draft');
      case 'opening':
        return this.#planOpening();
      case 'takenId':
        return this.#planTakenId();
      case 'editDraft':
      case 'postDraft':
      case 'deleteDraft':
        return this.#onVoucher('draft', (voucher) =>
          name === 'editDraft'
            ? this.#planEdit(voucher)
            : name === 'postDraft'
              ? this.#planPostDraft(voucher)
              : this.#planDelete(voucher),
        );
      case 'void':
      case 'unpost':
      case 'correct':
        return this.#onVoucher('posted', (voucher) => this.#planTakeBack(name, voucher));
    }
  }

  /** One that does not depend on others sent at the same moment. */
  planForBurst(): Planned {
    const name = this.#chance.weighted({ post: 60, draft: 10, void: 10, unpost: 10, correct: 10 });
    if (name === 'post' || name === 'draft') return this.planNew(name);
    return this.#onVoucher('posted', (voucher) => this.#planTakeBack(name, voucher));
  }

  planNew(action: 'post' | 'draft'): Planned {
    const id = this.#chance.uuid();
    const voucher = this.#newVoucher(id);
    const flaw = this.#chance.happens(6);
    if (flaw) voucher.lines[0]!.amount += 1n;
    const body = { id, action, ...wireOf(voucher) };
    if (action === 'draft') {
      return this.#keyed(`draft ${id}`, 'POST', '/vouchers', body, null, voucher, () => undefined);
    }
    const expected = this.#refusalOf(voucher);
    return this.#keyed(`post ${voucher.date} ${id}`, 'POST', '/vouchers', body, expected, voucher, (instant) =>
      this.#post(voucher, instant),
    ); // prettier-ignore
  }

  #planOpening(): Planned {
    const id = this.#chance.uuid();
    const voucher = { ...this.#newVoucher(id), type: 'SI' };
    const isUnbalanced = this.#chance.happens(30);
    if (isUnbalanced) voucher.lines[0]!.amount += 1n;
    const { date, lines } = wireOf(voucher);
    const expected = this.#refusalOf(voucher);
    const code = expected === 'voucher-unbalanced' ? 'opening-unbalanced' : expected;
    const path = '/opening-balances';
    const body = { id, date, lines, confirm: ['opening-over-balances'] };
    return this.#keyed(`opening ${date}`, 'POST', path, body, code, voucher, (instant) =>
      this.#post(voucher, instant),
    ); // prettier-ignore
  }

  /** An id that is in use, under a key that is not. */
  #planTakenId(): Planned {
    const taken = this.#someVoucher(() => true);
    if (!taken) return this.planNew('post');
    const body = { id: taken.id, action: 'post', ...wireOf(this.#newVoucher(taken.id)) };
    const expected = taken.number === null ? 'voucher-id-taken' : 'voucher-already-posted';
    return this.#keyed(`taken id ${taken.id}`, 'POST', '/vouchers', body, expected, taken, () => undefined);
  } // prettier-ignore

  #planEdit(voucher: NaiveVoucher): Planned {
    const isStale = this.#chance.happens(20);
    const next = this.#newVoucher(voucher.id);
    const ifMatch = isStale ? voucher.version + 1 : voucher.version;
    const request = { method: 'PUT', path: `/vouchers/${voucher.id}`, body: wireOf(next), ifMatch };
    const expected =
      voucher.state !== 'draft' ? 'voucher-not-draft' : isStale ? 'voucher-changed' : null;
    return this.#matched(`edit ${voucher.id}`, request, expected, voucher, () => {
      const { date, type, lines } = next;
      Object.assign(voucher, { date, type, lines, version: voucher.version + 1 });
    });
  }

  #planDelete(voucher: NaiveVoucher): Planned {
    const request = {
      method: 'DELETE',
      path: `/vouchers/${voucher.id}`,
      ifMatch: voucher.version,
    };
    const kept = voucher.number === null ? null : 'draft-keeps-number';
    return this.#matched(
      `delete ${voucher.id}`,
      request,
      voucher.state === 'draft' ? kept : 'voucher-not-draft',
      voucher,
      () => void this.#books.vouchers.delete(voucher.id),
    );
  }

  #planPostDraft(voucher: NaiveVoucher): Planned {
    const expected =
      voucher.state !== 'draft'
        ? 'voucher-not-draft'
        : (this.#refusalOf(voucher) ??
          (voucher.numberType === 'SI' && voucher.type !== 'SI' ? 'voucher-type-unknown' : null) ??
          this.#refuseRenumbering(voucher, voucher));
    const path = `/vouchers/${voucher.id}/post`;
    const name = `post draft ${voucher.id}`;
    return this.#keyed(name, 'POST', path, undefined, expected, voucher, (instant) => {
      voucher.version += 1;
      this.#post(voucher, instant);
    });
  }

  #planTakeBack(action: 'void' | 'unpost' | 'correct', voucher: NaiveVoucher): Planned {
    const reason = this.#chance.happens(4) ? ' ' : 'Simulador';
    const next = this.#newVoucher(voucher.id, this.#chance.happens(85) ? voucher.date : undefined);
    const isCorrection = action === 'correct';
    const expected =
      (voucher.state !== 'posted' ? 'voucher-not-posted' : null) ??
      this.#books.refuseDate(voucher.date) ??
      (reason === ' ' ? 'reason-missing' : null) ??
      (isCorrection ? this.#refuseCorrection(voucher, next) : null);
    const body = { reason, ...(isCorrection ? wireOf(next) : {}) };
    const path = `/vouchers/${voucher.id}/${action}`;
    const name = `${action} ${voucher.date} ${voucher.id}`;
    return this.#keyed(name, 'POST', path, body, expected, voucher, (instant) => {
      this.#books.addMirrors(voucher, isCorrection ? null : instant);
      voucher.version += 1;
      if (!isCorrection) {
        voucher.state = action === 'void' ? 'voided' : 'draft';
        return;
      }
      const { date, type, lines } = next;
      Object.assign(voucher, { date, type, lines });
      this.#books.addFacts(date, lines, instant);
    });
  }

  #refuseCorrection(voucher: NaiveVoucher, next: NaiveVoucher): string | null {
    // Opening balances stay opening balances: an ordinary type is none of theirs.
    if (voucher.type === 'SI') return 'voucher-type-unknown';
    return this.#refusalOf(next) ?? this.#refuseRenumbering(voucher, next);
  }

  #refuseRenumbering(voucher: NaiveVoucher, next: NaiveVoucher): string | null {
    if (voucher.number === null) return null;
    const isSameYear = this.#books.yearOf(next.date)?.name === voucher.numberYear;
    const isSameType = next.type === (voucher.numberType ?? voucher.type);
    if (!isSameYear || !isSameType) return 'voucher-keeps-number';
    const isSameDay = this.#books.numbersBy !== 'day' || next.date === voucher.numberDate;
    return isSameDay ? null : 'voucher-keeps-date';
  }

  #refusalOf({ date, lines }: NaiveVoucher): string | null {
    const refusal = this.#books.refuseDate(date);
    if (refusal !== null) return refusal;
    if (lines.some(({ account }) => !this.#books.isPostable(account)))
      return 'account-not-postable';
    return lines.reduce((sum, { amount }) => sum + amount, 0n) === 0n ? null : 'voucher-unbalanced';
  }

  #post(voucher: NaiveVoucher, instant: string): void {
    voucher.state = 'posted';
    this.#books.takeNumber(voucher);
    this.#books.addFacts(voucher.date, voucher.lines, instant);
  }

  #newVoucher(id: string, date = this.#date()): NaiveVoucher {
    const type = this.#chance.pick(typesOf[this.#country]);
    const nothing = { state: 'draft', number: null, numberYear: null, version: 1 } as const;
    return { id, type, date, lines: this.#lines(), ...nothing };
  }

  /** Around the years that there are, and one day in ten outside them. */
  #date(): string {
    const { years } = this.#books;
    const [first, last] = [years.at(0)!, years.at(-1)!].map(
      ({ startsOn }) => +startsOn.slice(0, 4),
    );
    const margin = this.#chance.happens(5) ? 1 : 0;
    const year = this.#chance.between(first! - margin, last! + margin);
    return `${year}-${two(this.#chance.between(1, 12))}-${two(this.#chance.between(1, 28))}`;
  }

  #lines(): NaiveLine[] {
    const lines: NaiveLine[] = [];
    for (let pair = this.#chance.between(1, 3); pair > 0; pair -= 1) {
      const amount = BigInt(this.#chance.between(1, 2 ** 31));
      lines.push({ account: this.#account(), amount });
      lines.push({ account: this.#account(), amount: -amount });
    }
    return lines;
  }

  #account(): string {
    const { accounts } = this.#world.books;
    if (!this.#chance.happens(2)) return this.#chance.pick(accounts);
    return this.#chance.pick(this.#books.accounts.filter(({ isPostable }) => !isPostable)).code;
  }

  #onVoucher(state: 'draft' | 'posted', plan: (voucher: NaiveVoucher) => Planned): Planned {
    // One in ten is whatever comes: it must be refused for what it is.
    const isAny = this.#chance.happens(10);
    const voucher = this.#someVoucher((each) => isAny || each.state === state);
    return voucher ? plan(voucher) : this.planNew('post');
  }

  #someVoucher(fits: (voucher: NaiveVoucher) => boolean): NaiveVoucher | undefined {
    const own = [...this.#books.vouchers.values()].filter(
      (voucher) => !voucher.id.startsWith('import') && fits(voucher),
    );
    return own.length === 0 ? undefined : this.#chance.pick(own);
  }

  #keyed(
    name: string,
    method: string,
    path: string,
    body: unknown,
    expected: string | null,
    voucher: NaiveVoucher,
    change: (instant: string) => void,
  ): Planned {
    const request: TortureRequest = { method, path, body, key: this.#chance.uuid() };
    return {
      ...{ name, expected, request, isKeyed: true, voucherId: voucher.id },
      send: () => this.#world.call(request),
      apply: (answer, instant) => {
        change(instant);
        this.#books.vouchers.set(voucher.id, voucher);
        checkResult(this.#books, voucher, answer);
      },
    };
  }

  /** A change of the version that was read. */
  #matched(
    name: string,
    asked: TortureRequest,
    expected: string | null,
    voucher: NaiveVoucher,
    apply: () => void,
  ): Planned {
    const request = { ...asked, key: this.#chance.uuid() };
    const send = () => this.#world.call(request);
    return { name, expected, request, isKeyed: true, voucherId: voucher.id, send, apply };
  }
}

function wireOf({ type, date, lines }: NaiveVoucher) {
  return {
    type,
    date,
    lines: lines.map(({ account, amount }, index) => ({
      line: index + 1,
      account,
      // Dimensions of their own for some lines, so that their totals are kept, too.
      ...(index % 3 === 2 ? { party: `T${Number(amount < 0n ? -amount : amount) % 5}` } : {}),
      ...(amount > 0n
        ? { debit: writeMinor(Number(amount)) }
        : { credit: writeMinor(Number(-amount)) }),
    })),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
