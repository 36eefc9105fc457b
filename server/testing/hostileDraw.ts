// What hostile requests are drawn with: sizes, routes and names from a seed.

export interface HostileRequest {
  kind: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  isSignedIn: boolean;
  /** The body ends here, or goes on one byte at a time. */
  breaks?: 'cut' | 'slow';
  /** It is no attack: it must be done. */
  isLegitimate?: true;
}

export interface HostileOptions {
  company: string;
  random: () => number;
  /** 1: as much as a route takes, and more. */
  scale: number;
}

export type Build = (draw: Draw) => Omit<HostileRequest, 'kind'>;

export class Draw {
  readonly #options: HostileOptions;

  constructor(options: HostileOptions) {
    this.#options = options;
  }

  /** Between half of it and all, at the scale. */
  count(most: number): number {
    const { random, scale } = this.#options;
    return Math.max(1, Math.floor(most * scale * (0.5 + random() / 2)));
  }

  pick<T>(...choices: readonly T[]): T {
    return choices[Math.floor(this.#options.random() * choices.length)]!;
  }

  path(below: string): string {
    return `/v1/companies/${this.#options.company}${below}`;
  }

  /** A route that takes a body, and whether a session is sent to it. */
  anyRoute(): Pick<HostileRequest, 'method' | 'path' | 'isSignedIn'> {
    const path = this.pick(
      '/v1/sessions',
      this.path('/vouchers'),
      this.path('/vouchers/validate'),
      this.path('/opening-balances/validate'),
      this.path('/balances/query'),
      this.path('/balances/cell-sets'),
      this.path('/accounts'),
      this.path('/accounts/bulk'),
      this.path('/fiscal-years'),
    );
    return {
      method: 'POST',
      path,
      isSignedIn: path !== '/v1/sessions' && this.pick(true, true, false),
    };
  }

  uuid(): string {
    const digits = () =>
      Math.floor(this.#options.random() * 16 ** 6)
        .toString(16)
        .padStart(6, '0');
    return `00000000-0000-4000-8000-${digits()}${digits()}`;
  }
}

export const json = (text: string | Buffer): Pick<HostileRequest, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(text),
});

export const mebibyte = 2 ** 20;
export const year = { from: '2025-01-01', to: '2025-12-31' };
