// Carries out one Office.js request: resolves its object paths, performs its actions in order and
// collects their results. It knows the protocol and no API; see officeObject.ts.
import {
  HostError,
  NullObject,
  OfficeCollection,
  OfficeObject,
  apiNotFound,
  invalidArgument,
} from './officeObject.ts';

export interface WireArguments {
  Arguments?: unknown[];
  ReferencedObjectPathIds?: unknown[];
}

export interface WireObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: WireArguments;
}

export interface WireAction {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: WireArguments;
  QueryInfo?: WireQuery;
}

interface WireQuery {
  Select?: string[];
  Top?: number;
  Skip?: number;
}

export interface WireRequest {
  Actions: WireAction[];
  ObjectPaths: Record<string, WireObjectPath>;
}

export interface WireResult {
  ActionId: number;
  Value: unknown;
}

export interface WireResponse {
  Results: WireResult[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number };
}

const PATH = { root: 1, newObject: 2, method: 3, property: 4, indexer: 5, reference: 6, null: 7 };
const ACTION = { instantiate: 1, query: 2, method: 3, setProperty: 4, trace: 5 };

export interface DispatcherHost {
  root(): OfficeObject;
  newObject(typeName: string): OfficeObject;
  byReference(referenceId: string): OfficeObject;
  /** Called before a value that may depend on formulas is read. */
  beforeRead(objectType: string, names: readonly string[]): Promise<void>;
  /** Throws when the workbook claims to be older than the member. */
  checkAge(typeName: string, name: string): void;
  /** Setters cannot be awaited; what they started ends here. */
  afterAction(): Promise<void>;
}

/** Both on our objects and on their prototypes; never what JavaScript itself brings. */
function hasMember(object: OfficeObject, name: string): boolean {
  return /^_?[A-Z]/.test(name) && name in object;
}

function member(host: DispatcherHost, object: OfficeObject, name: string): unknown {
  host.checkAge(object.typeName, name);
  if (!hasMember(object, name)) throw apiNotFound(object.typeName, name.replace(/^_/, ''));
  return (object as unknown as Record<string, unknown>)[name];
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export class Dispatcher {
  constructor(private readonly host: DispatcherHost) {}

  async execute(request: WireRequest): Promise<WireResponse> {
    const run = new RequestRun(this.host, request);
    const results: WireResult[] = [];
    for (const [index, action] of request.Actions.entries()) {
      try {
        const value = await run.perform(action);
        await this.host.afterAction();
        results.push({ ActionId: action.Id, Value: value ?? null });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        const location = run.describe(action);
        const failure = {
          Code: error.code,
          Message: error.message,
          Location: location,
          ActionIndex: index,
        };
        return { Results: results, Error: failure };
      }
    }
    return { Results: results };
  }
}

class RequestRun {
  private readonly resolved = new Map<number, OfficeObject>();

  constructor(
    private readonly host: DispatcherHost,
    private readonly request: WireRequest,
  ) {}

  describe(action: WireAction): string {
    const path = this.request.ObjectPaths[action.ObjectPathId];
    return [path?.Name, action.Name].filter(Boolean).join('.');
  }

  async perform(action: WireAction): Promise<unknown> {
    if (action.ActionType === ACTION.trace) return null;
    const object = await this.resolve(action.ObjectPathId);
    if (object instanceof NullObject) return null;
    if (action.ActionType === ACTION.instantiate) return object.identity();
    if (action.ActionType === ACTION.query) return this.query(object, action.QueryInfo ?? {});
    const values = await this.readArguments(action.ArgumentInfo);
    if (action.ActionType === ACTION.method) {
      return this.call(object, action.Name, values);
    }
    if (action.ActionType === ACTION.setProperty) {
      this.host.checkAge(object.typeName, action.Name);
      return setProperty(object, action.Name, values[0]);
    }
    throw apiNotFound('Action', String(action.ActionType));
  }

  private async call(object: OfficeObject, name: string, values: unknown[]): Promise<unknown> {
    const method = member(this.host, object, name);
    if (typeof method !== 'function') throw apiNotFound(object.typeName, `${name}()`);
    const result: unknown = await (method as (...list: unknown[]) => unknown).apply(object, values);
    return result instanceof OfficeObject ? result.identity() : result;
  }

  private async resolve(pathId: number): Promise<OfficeObject> {
    const known = this.resolved.get(pathId);
    if (known) return known;
    const path = this.request.ObjectPaths[pathId];
    if (!path) throw invalidArgument(`La petición nombra el objeto ${pathId} sin describirlo`);
    const object = await this.open(path);
    this.resolved.set(pathId, object);
    return object;
  }

  private async open(path: WireObjectPath): Promise<OfficeObject> {
    if (path.ObjectPathType === PATH.root) return this.host.root();
    if (path.ObjectPathType === PATH.newObject) return this.host.newObject(path.Name);
    if (path.ObjectPathType === PATH.reference) return this.host.byReference(path.Name);
    if (path.ObjectPathType === PATH.null) return new NullObject();
    const parent = await this.resolve(path.ParentObjectPathId ?? -1);
    if (parent instanceof NullObject) return parent;
    const name = path.ObjectPathType === PATH.indexer ? 'GetItem' : path.Name;
    const found = member(this.host, parent, name);
    const result: unknown =
      typeof found === 'function'
        ? await (found as (...list: unknown[]) => unknown).apply(
            parent,
            await this.readArguments(path.ArgumentInfo),
          )
        : found;
    if (result instanceof OfficeObject) return result;
    if (result === null || result === undefined) return new NullObject();
    throw apiNotFound(parent.typeName, name);
  }

  /** Arguments that are objects of Office.js arrive as the number of their path. */
  private async readArguments(info: WireArguments | undefined): Promise<unknown[]> {
    const values = [...(info?.Arguments ?? [])];
    const references = info?.ReferencedObjectPathIds ?? [];
    for (const [index, reference] of references.entries()) {
      if (typeof reference === 'number' && reference > 0) {
        values[index] = await this.resolve(reference);
      }
    }
    return values;
  }

  private async query(object: OfficeObject, query: WireQuery): Promise<unknown> {
    const names = query.Select ?? [];
    if (!(object instanceof OfficeCollection)) return this.read(object, names);
    const own: Record<string, unknown> = {};
    const itemNames = names.map((name) => name.replace(/^items\/?/i, '')).filter(Boolean);
    const skip = query.Skip ?? 0;
    const all = object.items().slice(skip, query.Top ? skip + query.Top : undefined);
    const items: unknown[] = [];
    for (const [index, item] of all.entries()) {
      const value = await this.read(item, itemNames);
      items.push({ ...item.identity(), ...value, _Index: skip + index });
    }
    own['_Items'] = items;
    return own;
  }

  private async read(
    object: OfficeObject,
    names: readonly string[],
  ): Promise<Record<string, unknown>> {
    const wanted = names.length > 0 ? names.map(pascalCasePath) : object.scalars;
    await this.host.beforeRead(object.typeName, wanted);
    const values: Record<string, unknown> = { ...object.identity() };
    const nested = new Map<string, string[]>();
    for (const name of wanted) {
      const [first = '', ...rest] = name.split('/');
      if (first === '$all') Object.assign(values, await this.read(object, []));
      else if (rest.length > 0) nested.set(first, [...(nested.get(first) ?? []), rest.join('/')]);
      else if (member(this.host, object, first) instanceof OfficeObject)
        nested.set(first, nested.get(first) ?? []);
      else values[first] = member(this.host, object, first);
    }
    for (const [name, inner] of nested) {
      const child = member(this.host, object, name);
      if (!(child instanceof OfficeObject)) throw apiNotFound(object.typeName, name);
      if (child instanceof NullObject) {
        values[name] = null;
        continue;
      }
      values[name] =
        child instanceof OfficeCollection
          ? await this.query(child, { Select: inner })
          : await this.read(child, inner);
    }
    return values;
  }
}

function pascalCasePath(name: string): string {
  return name.split('/').map(pascalCase).join('/');
}

function setProperty(object: OfficeObject, name: string, value: unknown): unknown {
  const setter = findSetter(object, name);
  if (!setter) throw apiNotFound(object.typeName, name);
  setter(value);
  return null;
}

/** Only what has a setter of ours can be set; a property that is only read fails by its name. */
function findSetter(object: OfficeObject, name: string): ((value: unknown) => unknown) | undefined {
  if (!hasMember(object, name)) return undefined;
  let type: object | null = object;
  while (type && !Object.hasOwn(type, name)) type = Object.getPrototypeOf(type) as object | null;
  const isWritable = type && Object.getOwnPropertyDescriptor(type, name)?.set !== undefined;
  return isWritable ? (value) => Reflect.set(object, name, value) : undefined;
}
