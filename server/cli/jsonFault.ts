// Where a text stops being JSON, and what is wrong there, for people: the runtime's own message is English and
// not always says where. Only asked of what `JSON.parse` refused.

export interface JsonFault {
  /** From 1. */
  line: number;
  column: number;
  /** Spanish, without the place. */
  reason: string;
}

/** @returns null when the text is JSON */
export function findJsonFault(text: string): JsonFault | null {
  const scanner = new JsonScanner(text);
  try {
    scanner.readDocument();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.offset).split('\n');
    const column = (before[before.length - 1] ?? '').length + 1;
    return { line: before.length, column, reason: error.message };
  }
}

class Fault extends Error {
  readonly offset: number;
  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

const space = /[ \t\r\n]*/y;
const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const word = /[\p{L}\p{N}_$.,+-]+/uy;
const escape = /\\(["\\/bfnrt]|u[\da-fA-F]{4})/y;

class JsonScanner {
  readonly #text: string;
  #offset = 0;
  /** What is open: a text may nest deeper than calls can. */
  readonly #open: ('{' | '[')[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): void {
    this.#readValueOrOpening();
    while (this.#open.length > 0) this.#readAfterValue();
    this.#skipSpace();
    if (!this.#isAtEnd) this.#fail(`sobra ${this.#show()} después del final`);
  }

  get #isAtEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  /** The letter that stands here; nothing at the end. A method, since it moves. */
  #next(): string {
    return this.#text[this.#offset] ?? '';
  }

  /** The next value, or what opens it down to its first plain one. */
  #readValueOrOpening(): void {
    for (;;) {
      this.#skipSpace();
      const next = this.#next();
      if (next === '"') return this.#readString();
      if (next !== '{' && next !== '[') return this.#readPlainValue();
      this.#offset += 1;
      this.#open.push(next);
      this.#skipSpace();
      if (this.#next() === closingOf(next)) return this.#close();
      if (next === '{') this.#readKey();
    }
  }

  #readAfterValue(): void {
    this.#skipSpace();
    const opening = this.#open[this.#open.length - 1]!;
    if (this.#next() === closingOf(opening)) return this.#close();
    if (this.#isAtEnd) this.#fail(`el archivo termina sin cerrar ${this.#open.join('')}`);
    if (this.#next() !== ',') this.#fail(`falta una coma antes de ${this.#show()}`);
    const comma = this.#offset;
    this.#offset += 1;
    this.#skipSpace();
    if (this.#next() === closingOf(opening)) {
      throw new Fault(comma, `sobra la coma antes de ${closingOf(opening)}`);
    }
    if (opening === '{') this.#readKey();
    this.#readValueOrOpening();
  }

  #readKey(): void {
    this.#skipSpace();
    if (this.#next() !== '"')
      this.#fail(`se espera un nombre entre comillas, y hay ${this.#show()}`);
    this.#readString();
    this.#skipSpace();
    if (this.#next() !== ':') this.#fail(`faltan los dos puntos antes de ${this.#show()}`);
    this.#offset += 1;
  }

  #readString(): void {
    const start = this.#offset;
    this.#offset += 1;
    for (;;) {
      if (this.#isAtEnd) throw new Fault(start, 'el texto que empieza aquí no se cierra');
      const next = this.#next();
      if (next === '"') break;
      if (next === '\n')
        throw new Fault(start, 'el texto que empieza aquí no se cierra en su línea');
      if (next < ' ') this.#fail('hay un carácter de control dentro de un texto');
      if (next !== '\\') this.#offset += 1;
      else if (!this.#take(escape)) this.#fail('la barra inversa no lleva detrás lo que debe');
    }
    this.#offset += 1;
  }

  #readPlainValue(): void {
    if (this.#isAtEnd) this.#fail('el archivo termina donde se espera un valor');
    const start = this.#offset;
    const isValue = this.#take(literal) || this.#take(number);
    // `1.234,56` and `verdadero` begin as something else.
    if (isValue && !/[\p{L}\p{N}._$]/u.test(this.#next())) return;
    this.#offset = start;
    this.#fail(`${this.#show()} no es un valor: los textos van entre comillas dobles`);
  }

  #close(): void {
    this.#offset += 1;
    this.#open.pop();
  }

  #skipSpace(): void {
    this.#take(space);
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text);
    if (!found) return false;
    this.#offset += found[0].length;
    return true;
  }

  /** What stands here, in quotes and not too long. */
  #show(): string {
    if (this.#isAtEnd) return 'el final';
    word.lastIndex = this.#offset;
    const found = word.exec(this.#text)?.[0] ?? this.#next();
    return `«${found.length > 30 ? `${found.slice(0, 30)}…` : found}»`;
  }

  #fail(reason: string): never {
    throw new Fault(this.#offset, reason);
  }
}

function closingOf(opening: '{' | '['): '}' | ']' {
  return opening === '{' ? '}' : ']';
}
