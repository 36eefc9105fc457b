// Cumulative debits and credits of one account by day: a balance at a date is one binary search.
import { addExact, subtractExact, type ExactAmount } from './exactAmount.ts';

/** Numbers while all of them are safe integers, which take a third of the room; bigints otherwise. */
type Sums = Float64Array | ExactAmount[];

const firstCapacity = 4;
const noDay = 2 ** 30;

export class AccountSeries {
  #days: Int32Array;
  #debits: Sums;
  #credits: Sums;
  #length = 0;
  /** The last two days that were looked for, and where they are: a figure asks for the same ones several times. */
  #knownDay = noDay;
  #knownPosition = 0;
  #earlierDay = noDay;
  #earlierPosition = 0;

  /** @param capacity how many days are known to come; more are taken too */
  constructor(capacity = firstCapacity) {
    this.#days = new Int32Array(capacity);
    this.#debits = new Float64Array(capacity);
    this.#credits = new Float64Array(capacity);
  }

  /** Adds to a day. Days normally arrive in order; a back-dated one moves the tail. */
  add(day: number, debit: ExactAmount, credit: ExactAmount): void {
    const position = this.#isAfterAll(day) ? this.#length : this.#positionAfter(day);
    const isKnown = position > 0 && this.#days[position - 1] === day;
    if (!isKnown) this.#insertDay(position, day);
    for (let at = isKnown ? position - 1 : position; at < this.#length; at += 1) {
      const debits = addExact(this.#debits[at]!, debit);
      const credits = addExact(this.#credits[at]!, credit);
      if (typeof debits === 'bigint' || typeof credits === 'bigint') this.#widen();
      this.#debits[at] = debits;
      this.#credits[at] = credits;
    }
  }

  /** The same now, another from the next addition on. */
  copy(): AccountSeries {
    const copy = new AccountSeries(0);
    copy.#days = this.#days.slice();
    copy.#debits = this.#debits.slice();
    copy.#credits = this.#credits.slice();
    copy.#length = this.#length;
    return copy;
  }

  /** Debits on or before a day. */
  debitThrough(day: number): ExactAmount {
    const position = this.#positionAfter(day);
    return position === 0 ? 0 : this.#debits[position - 1]!;
  }

  /** Credits on or before a day. */
  creditThrough(day: number): ExactAmount {
    const position = this.#positionAfter(day);
    return position === 0 ? 0 : this.#credits[position - 1]!;
  }

  /** Debits − credits on or before a day. */
  balanceThrough(day: number): ExactAmount {
    const position = this.#positionAfter(day);
    return position === 0
      ? 0
      : subtractExact(this.#debits[position - 1]!, this.#credits[position - 1]!);
  }

  #isAfterAll(day: number): boolean {
    return this.#length === 0 || this.#days[this.#length - 1]! <= day;
  }

  /** How many days are on or before `day`. */
  #positionAfter(day: number): number {
    if (day === this.#knownDay) return this.#knownPosition;
    if (day === this.#earlierDay) return this.#earlierPosition;
    const days = this.#days;
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (days[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    this.#earlierDay = this.#knownDay;
    this.#earlierPosition = this.#knownPosition;
    this.#knownDay = day;
    this.#knownPosition = low;
    return low;
  }

  #insertDay(position: number, day: number): void {
    this.#knownDay = this.#earlierDay = noDay;
    if (this.#length === this.#days.length) this.#grow();
    if (position < this.#length) {
      for (const array of [this.#days, this.#debits, this.#credits]) {
        array.copyWithin(position + 1, position, this.#length);
      }
    }
    this.#days[position] = day;
    this.#debits[position] = position === 0 ? 0 : this.#debits[position - 1]!;
    this.#credits[position] = position === 0 ? 0 : this.#credits[position - 1]!;
    this.#length += 1;
  }

  #grow(): void {
    const capacity = Math.max(firstCapacity, this.#days.length * 2);
    const days = new Int32Array(capacity);
    days.set(this.#days);
    this.#days = days;
    this.#debits = grown(this.#debits, capacity);
    this.#credits = grown(this.#credits, capacity);
  }

  #widen(): void {
    if (Array.isArray(this.#debits)) return;
    this.#debits = Array.from<ExactAmount>(this.#debits);
    this.#credits = Array.from<ExactAmount>(this.#credits as Float64Array);
  }
}

function grown(sums: Sums, capacity: number): Sums {
  if (Array.isArray(sums)) {
    return [...sums, ...Array<ExactAmount>(capacity - sums.length).fill(0)];
  }
  const wider = new Float64Array(capacity);
  wider.set(sums);
  return wider;
}
