// Where in what was sent a rule found something: in the body as a JSON pointer, else by its parameter or header.
// Rejections say it by the line's own number and the field, which is what a sheet needs.
import { writePointer } from '../../shared/jsonPointer.ts';
import type { Rejection, RejectionField, RejectionPlace } from '../../shared/rejection.ts';
import { forEachAtPace, type Pace } from '../pace.ts';
import { membersAt } from '../schemaPlaces.ts';
import type { ReceivedBody } from './validateRequest.ts';

/** Of the pace. */
const unitsPerPointer = 10;

/** Those whose place is not in the body stay as they are. */
export async function pointInto<Placed extends RejectionPlace>(
  received: ReceivedBody | undefined,
  rejections: readonly Placed[],
  pace: Pace,
): Promise<Placed[]> {
  if (received === undefined || rejections.length === 0) return [...rejections];
  const { schema, body } = received;
  const findElement = elementFinder(body);
  const ofWhole = membersAt(schema, []);
  // One shape for all elements: found again for each of a hundred thousand, it took most of the time.
  let ofElement: readonly string[] | undefined;
  const place = (rejection: Placed): Placed => {
    const { line, field } = rejection;
    const above = line === undefined ? [] : findElement(line);
    if (above === null) return rejection;
    const members = above.length === 0 ? ofWhole : (ofElement ??= membersAt(schema, above));
    const isMember = field !== undefined && members.includes(field);
    const path = isMember ? [...above, field] : above;
    return path.length === 0 ? rejection : { ...rejection, pointer: writePointer(path) };
  };
  const placed: Placed[] = [];
  await forEachAtPace(rejections, pace, (each) => void placed.push(place(each)), unitsPerPointer);
  return placed;
}

type FindElement = (line: number) => [list: string, index: number] | null;

/** Lines are known by the number that the client gave them, accounts by their place from one. */
function elementFinder(body: unknown): FindElement {
  const { lines, accounts } = (body ?? {}) as { lines?: unknown; accounts?: unknown };
  if (Array.isArray(lines)) {
    const indexes = new Map<unknown, number>();
    const repeated = new Set<unknown>();
    lines.forEach((each: { line?: unknown } | null, index) => {
      if (indexes.has(each?.line)) repeated.add(each?.line);
      indexes.set(each?.line, index);
    });
    return (line) => {
      const index = repeated.has(line) ? undefined : indexes.get(line);
      return index === undefined ? null : ['lines', index];
    };
  }
  if (Array.isArray(accounts)) {
    return (line) => (accounts[line - 1] === undefined ? null : ['accounts', line - 1]);
  }
  return () => null;
}

/** What a request calls the fields that are no members of a body; parameters in the order in which they are meant. */
const namesOutside: Partial<
  Record<RejectionField, { parameters: readonly string[]; header?: string }>
> = {
  key: { parameters: [], header: 'idempotency-key' },
  version: { parameters: ['asOf', 'untilVersion', 'sinceVersion'], header: 'if-match' },
  filter: { parameters: ['account'] },
  period: { parameters: ['from'] },
};

interface SentOutside {
  query(name: string): string | undefined;
  header(name: string): string | undefined;
}

/** @param body what was read as its body, if anything was */
export function placeOutside(rejection: Rejection, sent: SentOutside, body: unknown): Rejection {
  const { field, pointer, parameter, header } = rejection;
  const names = field && namesOutside[field];
  if (!names || (pointer ?? parameter ?? header) !== undefined) return rejection;
  const asked = names.parameters.filter((name) => sent.query(name) !== undefined);
  // Where several are of one kind, the one that holds what is refused.
  const refused = 'version' in rejection.params ? String(rejection.params.version) : undefined;
  const found = asked.find((name) => sent.query(name) === refused) ?? asked[0];
  if (found !== undefined) return { ...rejection, parameter: found };
  if (names.header !== undefined && sent.header(names.header) !== undefined) {
    return { ...rejection, header: names.header };
  }
  const member = names.parameters.find((name) => Object.hasOwn(body ?? {}, name));
  return member === undefined ? rejection : { ...rejection, pointer: writePointer([member]) };
}
