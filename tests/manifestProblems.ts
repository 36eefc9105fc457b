// What Excel would refuse or show wrongly in the add-in's manifest, as far as it can be told without
// Microsoft's online validation. Limits and order come from Microsoft's schema ([MS-OWEMXML]) and
// its manifest reference.
import { XMLParser } from 'fast-xml-parser';

/** An element with its children in the order they were written. */
interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  text: string;
}

export interface ManifestExpectations {
  /** The prefix that every address shares, which the server replaces. */
  prefix: string;
  /** Paths that the server answers, without the prefix. */
  paths: ReadonlySet<string>;
  /** Names of the functions that ribbon buttons may run. */
  commands: readonly string[];
  /** The locales that every text must have besides the default one. */
  locales: readonly string[];
}

const ICON_SIZES = '16 20 24 32 40 48 64 80';
const RESOURCE_LIMITS: Record<string, number> = {
  'bt:Images': 2048,
  'bt:Urls': 2048,
  'bt:ShortStrings': 125,
  'bt:LongStrings': 250,
};
// Not a rule of the schema: longer labels are cut or wrap over three lines in the ribbon.
const LABEL_LENGTH_MAX = 32;
const RESOURCE_ID_LENGTH_MAX = 32;
const GROUPS_MAX = 10;
const CONTROLS_MAX = 6;

/** Children that may appear in an element, in the only order that the schema takes. */
const SEQUENCES: Record<string, string> = {
  OfficeApp:
    'Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl ' +
    'HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions ' +
    'VersionOverrides',
  VersionOverrides: 'Description Requirements Hosts Resources',
  DesktopFormFactor: 'GetStarted FunctionFile ExtensionPoint',
  GetStarted: 'Title Description LearnMoreUrl',
  Group: 'Label Icon Control',
  Control: 'Label Supertip Icon Action',
  Supertip: 'Title Description',
  Action: 'TaskpaneId SourceLocation FunctionName',
  CustomTab: 'Group Label',
  Resources: 'bt:Images bt:Urls bt:ShortStrings bt:LongStrings',
};

/** Every problem of the manifest, one sentence each. */
export function findManifestProblems(xml: string, expected: ManifestExpectations): string[] {
  const root = parseXml(xml);
  const elements = listElements(root);
  return [
    ...findOrderProblems(elements),
    ...findResourceProblems(root, elements, expected.locales),
    ...findTextProblems(root, expected.locales),
    ...findAddressProblems(elements, expected),
    ...findRibbonProblems(elements, expected.commands),
    ...findRuntimeProblems(elements),
  ];
}

/** What fast-xml-parser makes of a node: one key for its name, `:@` for its attributes. */
type ParsedNode = Record<string, ParsedNode[]> & {
  ':@'?: Record<string, string>;
  '#text'?: string;
};

function parseXml(xml: string): XmlElement {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    ignoreDeclaration: true,
  });
  const [root] = (parser.parse(xml, true) as ParsedNode[]).map(toElement);
  if (!root) throw new Error('the manifest holds no element');
  return root;
}

function toElement(node: ParsedNode): XmlElement {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const inside = node[name] ?? [];
  return {
    name,
    attributes: node[':@'] ?? {},
    children: inside.filter((child) => child['#text'] === undefined).map(toElement),
    text: inside
      .map((child) => child['#text'] ?? '')
      .join('')
      .trim(),
  };
}

function listElements(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(listElements)];
}

const attribute = (element: XmlElement, name: string): string => element.attributes[name] ?? '';
const named = (elements: readonly XmlElement[], name: string): XmlElement[] =>
  elements.filter((element) => element.name === name);
const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  named(element.children, name);

function findOrderProblems(elements: readonly XmlElement[]): string[] {
  const problems: string[] = [];
  for (const element of elements) {
    const sequence = SEQUENCES[element.name]?.split(' ');
    if (!sequence) continue;
    let reached = 0;
    for (const child of element.children) {
      const position = sequence.indexOf(child.name);
      if (position < reached) {
        problems.push(`<${child.name}> is unknown or out of order in <${element.name}>`);
      }
      reached = Math.max(reached, position);
    }
  }
  return problems;
}

function overrideFor(element: XmlElement, locale: string): string | undefined {
  const overrides = element.children.filter(({ name }) => /^(bt:)?Override$/.test(name));
  return overrides.find((one) => attribute(one, 'Locale') === locale)?.attributes.Value;
}

/** Which list of resources an element that says `resid` takes it from. */
function resourceListOf(element: XmlElement): string {
  switch (element.name) {
    case 'bt:Image':
      return 'bt:Images';
    case 'Label':
    case 'Title':
      return 'bt:ShortStrings';
    case 'Description':
      return 'bt:LongStrings';
    default:
      return 'bt:Urls';
  }
}

function findResourceProblems(
  root: XmlElement,
  elements: readonly XmlElement[],
  locales: readonly string[],
): string[] {
  const problems: string[] = [];
  const lists = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const [listName, lengthMax] of Object.entries(RESOURCE_LIMITS)) {
    for (const resource of named(listElements(root), listName).flatMap(
      ({ children }) => children,
    )) {
      const id = attribute(resource, 'id');
      const values = [attribute(resource, 'DefaultValue')];
      for (const locale of locales) {
        const override = overrideFor(resource, locale);
        if (override !== undefined) values.push(override);
        if (listName.endsWith('Strings') && override === undefined) {
          problems.push(`${id}: no ${locale} text`);
        }
      }
      // An address in one English and not in the other would show two languages at once.
      if (values.length > 1 && values.length <= locales.length) {
        problems.push(`${id}: not in every one of ${locales.join(', ')}`);
      }
      if (lists.has(id)) problems.push(`${id}: declared twice`);
      if (id === '' || id.length > RESOURCE_ID_LENGTH_MAX) problems.push(`${id}: bad length of id`);
      for (const value of values) {
        if (value === '') problems.push(`${id}: empty`);
        if (value.length > lengthMax) problems.push(`${id}: longer than ${lengthMax}`);
      }
      lists.set(id, listName);
      texts.set(id, values.toSorted((left, right) => right.length - left.length)[0] ?? '');
    }
  }
  const used = new Set<string>();
  for (const element of elements.filter(({ attributes }) => attributes.resid !== undefined)) {
    const id = attribute(element, 'resid');
    used.add(id);
    const expectedList = resourceListOf(element);
    if (lists.get(id) !== expectedList) problems.push(`${id}: not found in <${expectedList}>`);
    if (element.name === 'Label' && (texts.get(id) ?? '').length > LABEL_LENGTH_MAX) {
      problems.push(`${id}: a label longer than ${LABEL_LENGTH_MAX}`);
    }
  }
  for (const id of lists.keys()) if (!used.has(id)) problems.push(`${id}: never used`);
  return problems;
}

function findTextProblems(root: XmlElement, locales: readonly string[]): string[] {
  const problems: string[] = [];
  for (const [name, lengthMax] of [
    ['DisplayName', 125],
    ['Description', 250],
    ['SupportUrl', 2048],
  ] as const) {
    for (const element of childrenNamed(root, name)) {
      const texts = [attribute(element, 'DefaultValue')];
      for (const locale of locales) {
        const override = overrideFor(element, locale);
        if (!override) problems.push(`<${name}>: no ${locale} text`);
        texts.push(override ?? '');
      }
      const longest = Math.max(...texts.map(({ length }) => length));
      if (longest > lengthMax) problems.push(`<${name}>: longer than ${lengthMax}`);
    }
  }
  return problems;
}

function findAddressProblems(
  elements: readonly XmlElement[],
  { prefix, paths }: ManifestExpectations,
): string[] {
  const problems: string[] = [];
  const addresses = elements.flatMap(({ attributes, text }) =>
    [attributes.DefaultValue, attributes.Value, text].filter((one) => one !== undefined),
  );
  for (const address of addresses.filter((text) => /^[a-z]+:\/\//i.test(text))) {
    if (address !== prefix && !address.startsWith(`${prefix}/`)) {
      problems.push(`${address}: does not start with ${prefix}`);
    } else if (address !== prefix && !paths.has(address.slice(prefix.length))) {
      problems.push(`${address}: nothing is served there`);
    }
  }
  return problems;
}

function findRibbonProblems(
  elements: readonly XmlElement[],
  commands: readonly string[],
): string[] {
  const problems: string[] = [];
  for (const icon of named(elements, 'Icon')) {
    const sizes = childrenNamed(icon, 'bt:Image').map((image) => attribute(image, 'size'));
    if (sizes.join(' ') !== ICON_SIZES) problems.push(`an <Icon> has sizes ${sizes.join(' ')}`);
  }
  for (const tab of named(elements, 'CustomTab')) {
    if (childrenNamed(tab, 'Group').length > GROUPS_MAX) problems.push('too many groups');
  }
  for (const group of named(elements, 'Group')) {
    const id = attribute(group, 'id');
    if (childrenNamed(group, 'Control').length > CONTROLS_MAX) {
      problems.push(`${id}: more than ${CONTROLS_MAX} controls`);
    }
  }
  const ids = [...named(elements, 'Group'), ...named(elements, 'Control')].map((element) =>
    attribute(element, 'id'),
  );
  for (const id of ids.filter((one, index) => ids.indexOf(one) !== index)) {
    problems.push(`${id}: two controls or groups with this id`);
  }
  const functions = named(elements, 'FunctionName').map(({ text }) => text);
  for (const name of functions.filter((one) => !commands.includes(one))) {
    problems.push(`${name}: no such command`);
  }
  for (const name of commands.filter((one) => !functions.includes(one))) {
    problems.push(`${name}: no button for this command`);
  }
  return problems;
}

/** Pane, functions and commands must name one page, or Excel starts several runtimes. */
function findRuntimeProblems(elements: readonly XmlElement[]): string[] {
  const problems: string[] = [];
  const [runtime, ...others] = named(elements, 'Runtime');
  if (!runtime || others.length > 0) return ['there must be exactly one <Runtime>'];
  if (attribute(runtime, 'lifetime') !== 'long') problems.push('the <Runtime> is not long-lived');
  const pages = [
    ...named(elements, 'FunctionFile'),
    ...['Page', 'Action'].flatMap((name) =>
      named(elements, name).flatMap((parent) => childrenNamed(parent, 'SourceLocation')),
    ),
  ];
  for (const page of pages) {
    if (attribute(page, 'resid') !== attribute(runtime, 'resid')) {
      problems.push(`${attribute(page, 'resid')}: not the page of the shared runtime`);
    }
  }
  // functions.md: a cell reads =SALDO(…), with no prefix.
  if (named(elements, 'Namespace').length > 0) problems.push('the functions have a <Namespace>');
  return problems;
}
