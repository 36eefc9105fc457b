// Checks a body against its schema a stretch at a time where it has long lists: a hundred thousand lines, right or
// wrong, must not stop the server, nor may each of them leave an issue in memory.
import * as z from 'zod';
import type { Pace } from '../pace.ts';

export interface CheckBounds {
  /** Issues that an answer tells of: no more are looked for. */
  issues: number;
  /** Elements that are checked at once. */
  stretch: number;
}

export const usualCheckBounds: CheckBounds = { issues: 50, stretch: 1_000 };

export type Checked = { data: unknown } | { issues: z.core.$ZodIssue[] };

export async function checkBody(
  schema: z.ZodType,
  body: unknown,
  pace: Pace,
  bounds: CheckBounds = usualCheckBounds,
): Promise<Checked> {
  const lists = findLongLists(schema, body, bounds.stretch);
  if (lists.length === 0) return check(schema, body, bounds);
  // The lists one by one; then everything else, with their elements as they came out.
  const value = { ...(body as Record<string, unknown>) };
  const issues: z.core.$ZodIssue[] = [];
  for (const { name, array, elements } of lists) {
    // Its own rules first, how long it may be above all.
    const ofList = shallowOf(array).safeParse(elements);
    if (!ofList.success) issues.push(...ofList.error.issues.map((issue) => under(issue, [name])));
    else value[name] = await checkElements(name, array.element, elements, issues, pace, bounds);
  }
  const rest = shallow(schema as z.ZodObject, lists);
  if (issues.length === 0) return check(rest, value, bounds);
  // What else is wrong is told with it; rules of the whole look at lists that are right.
  const beside = check(rest.clone({ ...rest.def, checks: [] }), value, bounds);
  const found = 'issues' in beside ? beside.issues.filter(({ path }) => !isOfLists(path)) : [];
  return { issues: [...issues, ...found].slice(0, bounds.issues) };

  function isOfLists([name]: readonly PropertyKey[]): boolean {
    return lists.some((list) => list.name === name);
  }
}

interface LongList {
  name: string;
  array: z.ZodArray<z.ZodType>;
  elements: readonly unknown[];
}

function findLongLists(schema: z.ZodType, body: unknown, longerThan: number): LongList[] {
  if (!(schema instanceof z.ZodObject) || typeof body !== 'object' || body === null) return [];
  const lists: LongList[] = [];
  for (const [name, member] of Object.entries(schema.shape)) {
    const array: unknown = member instanceof z.ZodOptional ? member.unwrap() : member;
    const elements = (body as Record<string, unknown>)[name];
    if (!(array instanceof z.ZodArray) || !Array.isArray(elements)) continue;
    if (elements.length > longerThan) {
      lists.push({ name, array: array as z.ZodArray<z.ZodType>, elements });
    }
  }
  return lists;
}

async function checkElements(
  name: string,
  element: z.ZodType,
  elements: readonly unknown[],
  issues: z.core.$ZodIssue[],
  pace: Pace,
  { issues: mostIssues, stretch }: CheckBounds,
): Promise<unknown[]> {
  const several = z.array(element);
  const checked: unknown[] = [];
  for (let first = 0; first < elements.length; first += stretch) {
    const result = several.safeParse(elements.slice(first, first + stretch));
    if (result.success) for (const each of result.data) checked.push(each);
    else {
      const found = result.error.issues.map(({ path: [at, ...rest], ...issue }) =>
        under({ ...issue, path: rest }, [name, first + (at as number)]),
      );
      issues.push(...found);
      if (issues.length >= mostIssues) return checked;
    }
    if (pace.isDue(stretch)) await pace.rest();
  }
  return checked;
}

/** The same list, whatever its elements are. */
function shallowOf(array: z.ZodArray<z.ZodType>): z.ZodType {
  return array.clone({ ...array.def, element: z.any() });
}

/** The same object, with lists whose elements have been checked. */
function shallow(schema: z.ZodObject, lists: readonly LongList[]): z.ZodObject {
  const shape = { ...schema.shape };
  for (const { name, array } of lists) shape[name] = shallowOf(array);
  return schema.clone({ ...schema.def, shape });
}

function under(issue: z.core.$ZodIssue, place: readonly (string | number)[]): z.core.$ZodIssue {
  return { ...issue, path: [...place, ...issue.path] };
}

function check(schema: z.ZodType, value: unknown, { issues }: CheckBounds): Checked {
  const result = schema.safeParse(value);
  return result.success ? { data: result.data } : { issues: result.error.issues.slice(0, issues) };
}
