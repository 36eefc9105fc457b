// What a verification finds: a Spanish sentence and, apart, where it is, so that people and machines read it.

export interface LedgerFinding {
  /** Sequence number at which it was seen, when there is one. */
  seq: number | null;
  /** How people call the voucher: `AS-12`, or `borrador 7` before it has a number. */
  voucher: string | null;
  /** Code of the account. */
  account: string | null;
  date: string | null;
  /** Spanish: what does not agree. */
  finding: string;
}

export type FindingPlace = Partial<Omit<LedgerFinding, 'finding'>>;

/** Enough to see what happened; a damaged file would otherwise fill the screen. */
const maxFindings = 50;

export class Findings {
  readonly #findings: LedgerFinding[] = [];

  get all(): readonly LedgerFinding[] {
    return this.#findings;
  }

  /** True when looking further would add nothing that is shown. */
  get isFull(): boolean {
    return this.#findings.length >= maxFindings;
  }

  /** How many more fit. */
  get room(): number {
    return maxFindings - this.#findings.length;
  }

  add(finding: string, place: FindingPlace = {}): void {
    if (this.isFull) return;
    const nowhere = { seq: null, voucher: null, account: null, date: null };
    this.#findings.push({ ...nowhere, ...place, finding });
  }
}
