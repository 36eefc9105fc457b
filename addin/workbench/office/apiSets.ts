// Which requirement set each member of Office.js belongs to, read from Microsoft's own typings: every
// member carries `[Api set: ExcelApi 1.9]` in its comment. A member of a newer set than the workbook
// claims fails here as in an Excel that does not have it.

/** `Worksheet.CustomProperties` → `ExcelApi 1.12`. */
export type ApiSets = Record<string, string>;

const NAMESPACE = /^declare namespace (\w+)/;
const CLASS = /^ {4}class (\w+) /;
const API_SET = /\[\s?Api set: (\w+ \d+\.\d+)/;
const MEMBER = /^ {8}(?:readonly )?(\w+)(?:\??:|\(|<)/;

/** What never was without a set: the members of the first release. */
export const FIRST_SET = 'ExcelApi 1.1';

export function readApiSets(typings: string): ApiSets {
  const sets: ApiSets = {};
  let isExcel = false;
  let className = '';
  let set: string | undefined;
  for (const line of typings.split('\n')) {
    const namespace = NAMESPACE.exec(line)?.[1];
    if (namespace) isExcel = namespace === 'Excel';
    if (!isExcel) continue;
    if (/^ {4}(class|interface|enum|namespace) /.test(line))
      className = CLASS.exec(line)?.[1] ?? '';
    if (line.trim() === '/**') set = undefined;
    set = API_SET.exec(line)?.[1] ?? set;
    const member = MEMBER.exec(line)?.[1];
    // The first of several overloads is the oldest.
    if (member && className) sets[`${className}.${pascalCase(member)}`] ??= set ?? FIRST_SET;
  }
  return sets;
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Names on the wire that are not those of the documentation. */
const WIRE_NAMES: Record<string, string> = {
  'Worksheet.Gridlines': 'Worksheet.ShowGridlines',
  'Workbook._Runtime': 'Runtime.EnableEvents',
};

/** The documented member that a name on the wire stands for; undefined for Office.js's own plumbing. */
export function documentedMember(typeName: string, wireName: string): string | undefined {
  const known = WIRE_NAMES[`${typeName}.${wireName}`];
  if (known) return known;
  const event = /^_(?:Un)?[Rr]egister(?:Event(\w+)|(\w+)Event)$/.exec(wireName);
  const name = event?.[1] ?? event?.[2];
  if (name) return `${typeName}.On${name === 'DataChanged' ? 'Changed' : name}`;
  return wireName.startsWith('_') ? undefined : `${typeName}.${wireName}`;
}
