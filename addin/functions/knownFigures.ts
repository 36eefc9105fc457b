// What is known of one company's figures: values, and the versions at which they were read. Another
// company has another one, so that an answer can never reach the wrong cells.
import type { KeyValueStorage } from '../api/keyValueStorage.ts';
import type { Change } from '../../shared/contract/changes.ts';
import { sameFigureValue, type FigureValue } from './figure.ts';
import { loadFigures, saveFigures } from './figureCache.ts';

/** Values that no cell shows any more (a cell being rewritten) are kept up to this many. */
const mostUnshown = 5_000;

export interface Versions {
  ledgerVersion: number | null;
  settingsVersion: number | null;
}

export class KnownFigures {
  readonly company: string;
  readonly #storage: KeyValueStorage;
  readonly #values: Map<string, FigureValue>;
  #ledgerVersion: number | null;
  /** Null until something was read: what was kept from another day says nothing about the chart. */
  #settingsVersion: number | null = null;
  #readAt: Date | null;
  #isChanged = false;

  constructor(storage: KeyValueStorage, company: string) {
    this.company = company;
    this.#storage = storage;
    const { values, ledgerVersion, readAt } = loadFigures(storage, company);
    this.#values = values;
    this.#ledgerVersion = ledgerVersion;
    this.#readAt = readAt === null ? null : new Date(readAt);
  }

  get ledgerVersion(): number | null {
    return this.#ledgerVersion;
  }

  /** When they were last known to be those of the present version. */
  get readAt(): Date | null {
    return this.#readAt;
  }

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): FigureValue | undefined {
    return this.#values.get(key);
  }

  isAt({ ledgerVersion, settingsVersion }: Change): boolean {
    return ledgerVersion === this.#ledgerVersion && settingsVersion === this.#settingsVersion;
  }

  /** @returns whether the value is another one than before */
  take(key: string, value: FigureValue): boolean {
    if (sameFigureValue(this.#values.get(key), value)) return false;
    this.#values.set(key, value);
    this.#isChanged = true;
    return true;
  }

  /** What was read at these versions does not go together with the rest; null says nothing. */
  differsFrom({ ledgerVersion, settingsVersion }: Versions): boolean {
    return (
      (ledgerVersion !== null && ledgerVersion !== this.#ledgerVersion) ||
      (settingsVersion !== null && settingsVersion !== this.#settingsVersion)
    );
  }

  moveTo({ ledgerVersion, settingsVersion }: Versions): void {
    this.#ledgerVersion = ledgerVersion ?? this.#ledgerVersion;
    this.#settingsVersion = settingsVersion ?? this.#settingsVersion;
  }

  confirm(now: Date): void {
    this.#readAt = now;
  }

  /** Lets go of what nobody shows, once there is much of it. */
  prune(shown: number, isShown: (key: string) => boolean): void {
    if (this.#values.size <= shown + mostUnshown) return;
    for (const key of this.#values.keys()) if (!isShown(key)) this.#values.delete(key);
  }

  /** Keeps them on this computer, for a day without connection. */
  save(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    saveFigures(this.#storage, this.company, {
      ledgerVersion: this.#ledgerVersion,
      readAt: this.#readAt?.toISOString() ?? null,
      values: this.#values,
    });
  }
}
