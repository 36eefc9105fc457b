// The large bodies that are being worked on. What is made of one takes several times its length, so only so many
// bytes are held at a time; whoever comes then is told to come back.
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

export interface HeldBounds {
  /** In all. */
  bytes: number;
  /** Bodies up to this length are not counted. */
  countedFrom: number;
}

const usualBounds: HeldBounds = { bytes: 72 * 2 ** 20, countedFrom: 2 ** 20 };
const retrySeconds = 5;

export class HeldBodies {
  readonly #bounds: HeldBounds;
  #held = 0;

  constructor(bounds: HeldBounds = usualBounds) {
    this.#bounds = bounds;
  }

  get bytes(): number {
    return this.#held;
  }

  /** Holds what one request brings. */
  open(): HeldBody {
    let own = 0;
    return {
      grow: (bytes) => {
        if (bytes <= this.#bounds.countedFrom || bytes <= own) return;
        if (this.#held - own + bytes > this.#bounds.bytes) {
          throw new Refusal('busy', reject('server-busy', { seconds: retrySeconds }));
        }
        this.#held += bytes - own;
        own = bytes;
      },
      release: () => {
        this.#held -= own;
        own = 0;
      },
    };
  }
}

export interface HeldBody {
  /**
   * @param bytes how long the body is, or has become
   * @throws Refusal `server-busy`
   */
  grow(bytes: number): void;
  release(): void;
}
