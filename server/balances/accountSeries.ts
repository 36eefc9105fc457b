// Cumulative debits and credits of one account by day: a balance at a date is one binary search.

type Sums = BigInt64Array | bigint[];

/** Sums beyond this are kept as bigints of any size, so that a 64-bit addition can never wrap. */
const largestSum = 2n ** 62n;
const firstCapacity = 4;

export class AccountSeries {
  #days = new Int32Array(firstCapacity);
  #debits: Sums = new BigInt64Array(firstCapacity);
  #credits: Sums = new BigInt64Array(firstCapacity);
  #length = 0;

  /** Adds to a day. Days normally arrive in order; a back-dated one moves the tail. */
  add(day: number, debit: bigint, credit: bigint): void {
    const position = this.#positionAfter(day);
    const isKnown = position > 0 && this.#days[position - 1] === day;
    if (!isKnown) this.#insertDay(position, day);
    for (let at = isKnown ? position - 1 : position; at < this.#length; at += 1) {
      const debits = this.#debits[at]! + debit;
      const credits = this.#credits[at]! + credit;
      if (isWide(debits) || isWide(credits)) this.#widen();
      this.#debits[at] = debits;
      this.#credits[at] = credits;
    }
  }

  /** Debits on or before a day. */
  debitThrough(day: number): bigint {
    const position = this.#positionAfter(day);
    return position === 0 ? 0n : this.#debits[position - 1]!;
  }

  /** Credits on or before a day. */
  creditThrough(day: number): bigint {
    const position = this.#positionAfter(day);
    return position === 0 ? 0n : this.#credits[position - 1]!;
  }

  /** Debits − credits on or before a day. */
  balanceThrough(day: number): bigint {
    const position = this.#positionAfter(day);
    return position === 0 ? 0n : this.#debits[position - 1]! - this.#credits[position - 1]!;
  }

  /** How many days are on or before `day`. */
  #positionAfter(day: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#days[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insertDay(position: number, day: number): void {
    if (this.#length === this.#days.length) this.#grow();
    for (const array of [this.#days, this.#debits, this.#credits]) {
      array.copyWithin(position + 1, position, this.#length);
    }
    this.#days[position] = day;
    this.#debits[position] = position === 0 ? 0n : this.#debits[position - 1]!;
    this.#credits[position] = position === 0 ? 0n : this.#credits[position - 1]!;
    this.#length += 1;
  }

  #grow(): void {
    const capacity = this.#days.length * 2;
    const days = new Int32Array(capacity);
    days.set(this.#days);
    this.#days = days;
    this.#debits = grown(this.#debits, capacity);
    this.#credits = grown(this.#credits, capacity);
  }

  #widen(): void {
    if (Array.isArray(this.#debits)) return;
    this.#debits = Array.from(this.#debits);
    this.#credits = Array.from(this.#credits);
  }
}

function grown(sums: Sums, capacity: number): Sums {
  if (Array.isArray(sums)) return [...sums, ...Array<bigint>(capacity - sums.length).fill(0n)];
  const wider = new BigInt64Array(capacity);
  wider.set(sums);
  return wider;
}

function isWide(sum: bigint): boolean {
  return sum > largestSum || sum < -largestSum;
}
