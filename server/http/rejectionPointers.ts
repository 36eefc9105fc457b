// Where in the body that was sent a rule found something, as a JSON pointer: rejections say it by the line's own
// number and the field, which is what a sheet needs.
import { writePointer } from '../../shared/jsonPointer.ts';
import type { RejectionPlace } from '../../shared/rejection.ts';
import { membersAt } from '../schemaPlaces.ts';
import type { ReceivedBody } from './validateRequest.ts';

/** Those whose place is not in the body stay as they are. */
export function pointInto<Placed extends RejectionPlace>(
  received: ReceivedBody | undefined,
  rejections: readonly Placed[],
): Placed[] {
  if (received === undefined || rejections.length === 0) return [...rejections];
  const findElement = elementFinder(received.body);
  return rejections.map((rejection) => {
    const { line, field } = rejection;
    const above = line === undefined ? [] : findElement(line);
    if (above === null) return rejection;
    const isMember = field !== undefined && membersAt(received.schema, above).includes(field);
    const path = isMember ? [...above, field] : above;
    return path.length === 0 ? rejection : { ...rejection, pointer: writePointer(path) };
  });
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
