// Places in a JSON text that parses: members that are said twice, of which the parser keeps the last in silence; nesting
// without end; and the line where a pointer points.

/** Told of what stands in a text, in order. */
interface Visitor {
  /** A value begins: before `open` when it is an object or a list. */
  value(offset: number): void;
  open(isObject: boolean, offset: number): void;
  close(): void;
  /** `raw` is between its quotes, still escaped. @returns false to stop */
  key(raw: string, offset: number): boolean;
  comma(): void;
}

const codes = {
  quote: 34,
  comma: 44,
  openList: 91,
  backslash: 92,
  closeList: 93,
  open: 123,
  close: 125,
};

/** @param text that `JSON.parse` takes */
function walk(text: string, visitor: Visitor): void {
  const kinds: boolean[] = [];
  let isKeyNext = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === codes.quote) {
      const end = endOfString(text, at);
      if (!isKeyNext) visitor.value(at);
      else if (!visitor.key(text.slice(at + 1, end), at)) return;
      isKeyNext = false;
      at = end;
    } else if (code === codes.open || code === codes.openList) {
      isKeyNext = code === codes.open;
      visitor.value(at);
      visitor.open(isKeyNext, at);
      kinds.push(isKeyNext);
    } else if (code === codes.close || code === codes.closeList) {
      kinds.pop();
      isKeyNext = false;
      visitor.close();
    } else if (code === codes.comma) {
      isKeyNext = kinds[kinds.length - 1] === true;
      visitor.comma();
    } else if (code > 44 && code !== 58) {
      // Numbers and literals begin with a digit, a letter or a minus; what follows belongs to them.
      visitor.value(at);
      while (isInWord(text.charCodeAt(at + 1))) at += 1;
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ;) {
    const end = text.indexOf('"', at);
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === codes.backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
    at = end + 1;
  }
}

/** Letters, digits and signs of a number. */
function isInWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 122 && code !== 91 && code !== 93) ||
    code === 43 ||
    code === 45 ||
    code === 46
  );
}

export interface JsonTrouble {
  what: 'member-repeated' | 'too-deep';
  member: string;
  line: number;
  column: number;
}

/** Deeper than this no books are. */
export const maxDepth = 64;

export function findJsonTrouble(text: string): JsonTrouble | null {
  const keys: string[][] = [];
  let found: { what: JsonTrouble['what']; member: string; offset: number } | null = null;
  walk(text, {
    value: () => undefined,
    open: (_isObject, offset) => {
      keys.push([]);
      if (keys.length > maxDepth) found ??= { what: 'too-deep', member: '', offset };
    },
    close: () => void keys.pop(),
    key: (raw, offset) => {
      const member = readKey(raw);
      const own = keys[keys.length - 1]!;
      if (own.includes(member)) found ??= { what: 'member-repeated', member, offset };
      own.push(member);
      return found === null;
    },
    comma: () => undefined,
  });
  if (found === null) return null;
  const { offset, ...trouble } = found as {
    what: JsonTrouble['what'];
    member: string;
    offset: number;
  };
  return { ...trouble, ...placeAt(text, offset) };
}

function readKey(raw: string): string {
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}

export function placeAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** Wanted places as a tree of steps. */
interface Step {
  pointer: string | null;
  below: Map<string, Step>;
}

/**
 * The line, from one, where each of these JSON pointers (RFC 6901) points; of one that points at nothing, that of what
 * is above it.
 */
export function locatePointers(text: string, pointers: readonly string[]): Map<string, number> {
  const root = treeOf(pointers);
  const offsets = new Map<string, number>();
  const frames: { step: Step | undefined; isObject: boolean; index: number; key: string }[] = [];
  const stepHere = (): Step | undefined => {
    const frame = frames[frames.length - 1];
    if (!frame) return root;
    return frame.step?.below.get(frame.isObject ? frame.key : String(frame.index));
  };
  walk(text, {
    value: (offset) => {
      const step = stepHere();
      if (step) markBelow(step, offset, offsets);
    },
    open: (isObject) => frames.push({ step: stepHere(), isObject, index: 0, key: '' }),
    close: () => void frames.pop(),
    key: (raw) => {
      const frame = frames[frames.length - 1]!;
      if (frame.step) frame.key = readKey(raw);
      return true;
    },
    comma: () => {
      const frame = frames[frames.length - 1];
      if (frame) frame.index += 1;
    },
  });
  return linesOf(text, offsets);
}

/** The text is read once, however many places are asked for: a file may be wrong from end to end. */
function linesOf(text: string, offsets: ReadonlyMap<string, number>): Map<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let next = text.indexOf('\n');
  for (const [pointer, offset] of [...offsets].sort(([, one], [, other]) => one - other)) {
    for (; next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) line += 1;
    lines.set(pointer, line);
  }
  return lines;
}

function treeOf(pointers: readonly string[]): Step {
  const root: Step = { pointer: null, below: new Map() };
  for (const pointer of pointers) {
    let step = root;
    for (const part of pointer.split('/').slice(1)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      let next = step.below.get(key);
      if (!next) step.below.set(key, (next = { pointer: null, below: new Map() }));
      step = next;
    }
    step.pointer = pointer;
  }
  return root;
}

/** What is below and exists is marked again when it comes. */
function markBelow(step: Step, offset: number, offsets: Map<string, number>): void {
  if (step.pointer !== null) offsets.set(step.pointer, offset);
  for (const next of step.below.values()) markBelow(next, offset, offsets);
}
