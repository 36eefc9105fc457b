// Looks at the bytes of a JSON body as they arrive, before anything is made of them: how deep it goes, how much is in
// it, and where a long list may be cut in pieces that are parsed one after another.

export interface JsonBounds {
  /** Brackets within brackets. */
  depth: number;
  /** Brackets, commas and colons: each is an object, a value or a name that would be made. */
  tokens: number;
  /** Members of one object: of hundreds of thousands, an engine makes a table that stops it for a second. */
  names: number;
}

/** A list that is a member of the body itself, long enough to be parsed in pieces. */
export interface LongList {
  /** The member's name in bytes, quotes included. */
  name: readonly [start: number, end: number];
  /** What stands between its brackets. */
  start: number;
  end: number;
  /** Commas between its elements. */
  cuts: number[];
}

export type JsonExcess = 'depth' | 'tokens' | 'names';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export class JsonScan {
  readonly #bounds: JsonBounds;
  readonly #pieceBytes: number;
  readonly #lists: LongList[] = [];
  #position = 0;
  #depth = 0;
  #tokens = 0;
  #names = 0;
  /** Of the objects that are open, by their depth. */
  readonly #namesAt: number[] = [];
  #isInText = false;
  #isEscaped = false;
  #textStart = 0;
  #lastText: readonly [number, number] = [0, 0];
  #list: LongList | null = null;
  #lastCut = 0;

  /** @param pieceBytes how long the pieces of a list are, about */
  constructor(bounds: JsonBounds, pieceBytes: number) {
    this.#bounds = bounds;
    this.#pieceBytes = pieceBytes;
  }

  /** The lists that are longer than a piece. */
  get lists(): readonly LongList[] {
    return this.#lists;
  }

  /** Colons outside texts: the names of members, repeated ones included. */
  get names(): number {
    return this.#names;
  }

  /** @returns which bound the body has passed; null: none so far */
  feed(bytes: Uint8Array): JsonExcess | null {
    const { depth: mostDepth, tokens: mostTokens, names: mostNames } = this.#bounds;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (this.#isInText) {
        this.#passText(byte, this.#position + at);
        continue;
      }
      switch (byte) {
        case quote:
          this.#isInText = true;
          this.#textStart = this.#position + at;
          break;
        case comma:
          this.#tokens += 1;
          if (this.#list && this.#depth === 2) this.#cut(this.#position + at);
          break;
        case colon:
          this.#tokens += 1;
          this.#names += 1;
          this.#namesAt[this.#depth]! += 1;
          if (this.#namesAt[this.#depth]! > mostNames) return 'names';
          break;
        case openList:
        case openObject:
          this.#open(byte, this.#position + at);
          if (this.#depth > mostDepth) return 'depth';
          break;
        case closeList:
        case closeObject:
          this.#close(this.#position + at);
          break;
      }
      if (this.#tokens > mostTokens) return 'tokens';
    }
    this.#position += bytes.length;
    return null;
  }

  #passText(byte: number, at: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) {
      this.#isInText = false;
      if (this.#depth === 1) this.#lastText = [this.#textStart, at + 1];
    }
  }

  #open(byte: number, at: number): void {
    this.#tokens += 1;
    this.#depth += 1;
    this.#namesAt[this.#depth] = 0;
    if (this.#depth !== 2 || byte !== openList) return;
    this.#list = { name: this.#lastText, start: at + 1, end: at + 1, cuts: [] };
    this.#lastCut = at;
  }

  #close(at: number): void {
    this.#tokens += 1;
    this.#depth -= 1;
    if (!this.#list || this.#depth !== 1) return;
    this.#list.end = at;
    if (this.#list.cuts.length > 0) this.#lists.push(this.#list);
    this.#list = null;
  }

  #cut(at: number): void {
    if (at - this.#lastCut < this.#pieceBytes) return;
    this.#list!.cuts.push(at);
    this.#lastCut = at;
  }
}
