// Cell notes for Office.js. Excel has them since ExcelApi 1.18, but the Office.js that Microsoft
// publishes on npm stops at 1.15 (its CDN goes on). These few client objects say the same on the wire
// as the CDN's, built with Office.js's own helpers; where Office.js has notes they are left alone.

type ClientObject = Record<string, unknown>;
type ClientClass = new (...args: unknown[]) => ClientObject;

interface BatchApiHelper {
  createPropertyObject(...args: unknown[]): ClientObject;
  createIndexerObject(...args: unknown[]): ClientObject;
  createMethodObject(...args: unknown[]): ClientObject;
  createChildItemObject(...args: unknown[]): ClientObject;
  invokeMethod(...args: unknown[]): unknown;
  invokeSetProperty(...args: unknown[]): void;
}

interface OfficeExtensionScope {
  Excel: Record<string, ClientClass>;
  OfficeExtension: {
    ClientObject: ClientClass;
    BatchApiHelper: BatchApiHelper;
    Utility: {
      load(object: ClientObject, options: unknown): ClientObject;
      fixObjectPathIfNecessary(object: ClientObject, value: unknown): void;
      throwIfNotLoaded(name: string, value: unknown, type: string, isNull: unknown): void;
    };
  };
}

/** Numbers of Office.js: what a call does to the workbook, and that it reads only. */
const OPERATION = { default: 0, read: 1 };
const FLAG_READ = 4;

export function addNotesApi(scopeObject: object): void {
  const scope = scopeObject as OfficeExtensionScope;
  const { Excel } = scope;
  const workbook = Excel['Workbook']!.prototype as object;
  if ('notes' in workbook) return;
  const Note = createNoteClass(scope);
  const Collection = createNoteCollectionClass(scope, Note);
  Object.assign(Excel, { Note, NoteCollection: Collection });
  for (const owner of [workbook, Excel['Worksheet']!.prototype as object]) {
    Object.defineProperty(owner, 'notes', {
      configurable: true,
      get(this: ClientObject) {
        const api = scope.OfficeExtension.BatchApiHelper;
        this['m_notes'] ??= api.createPropertyObject(Collection, this, 'Notes', true, FLAG_READ);
        return this['m_notes'];
      },
    });
  }
}

function createNoteClass({ Excel, OfficeExtension }: OfficeExtensionScope): ClientClass {
  const { BatchApiHelper: api, Utility, ClientObject } = OfficeExtension;
  return class Note extends ClientObject {
    private loaded: Record<string, unknown> = {};

    get _className() {
      return 'Note';
    }
    private read(name: string): unknown {
      const isNull = (this as ClientObject)['_isNull'];
      Utility.throwIfNotLoaded(name, this.loaded[name], 'Note', isNull);
      return this.loaded[name];
    }
    get content() {
      return this.read('content');
    }
    set content(text: unknown) {
      this.loaded['content'] = text;
      api.invokeSetProperty(this, 'Content', text, OPERATION.default);
    }
    get authorName() {
      return this.read('authorName');
    }
    get visible() {
      return this.read('visible');
    }
    set visible(isShown: unknown) {
      this.loaded['visible'] = isShown;
      api.invokeSetProperty(this, 'Visible', isShown, OPERATION.default);
    }
    getLocation() {
      const { Range } = Excel;
      return api.createMethodObject(
        Range,
        this,
        'GetLocation',
        OPERATION.read,
        [],
        false,
        true,
        null,
        FLAG_READ,
      );
    }
    delete() {
      api.invokeMethod(this, 'Delete', OPERATION.default, [], 0, 0);
    }
    load(options: unknown) {
      return Utility.load(this, options);
    }
    _handleResult(value: Record<string, unknown> | null) {
      handleBaseResult(ClientObject, this, value);
      if (!value) return;
      Utility.fixObjectPathIfNecessary(this, value);
      const names = { Content: 'content', AuthorName: 'authorName', Visible: 'visible' };
      for (const [wireName, name] of Object.entries(names)) {
        if (value[wireName] !== undefined) this.loaded[name] = value[wireName];
      }
    }
  };
}

function createNoteCollectionClass(
  { OfficeExtension }: OfficeExtensionScope,
  Note: ClientClass,
): ClientClass {
  const { BatchApiHelper: api, Utility, ClientObject } = OfficeExtension;
  return class NoteCollection extends ClientObject {
    private loadedItems: ClientObject[] | undefined;

    get _className() {
      return 'NoteCollection';
    }
    get _isCollection() {
      return true;
    }
    get items() {
      const isNull = (this as ClientObject)['_isNull'];
      Utility.throwIfNotLoaded('items', this.loadedItems, 'NoteCollection', isNull);
      return this.loadedItems;
    }
    add(cell: unknown, content: string) {
      const { default: write } = OPERATION;
      return api.createMethodObject(
        Note,
        this,
        'Add',
        write,
        [cell, content],
        false,
        true,
        null,
        0,
      );
    }
    getCount() {
      return api.invokeMethod(this, 'GetCount', OPERATION.read, [], FLAG_READ, 0);
    }
    getItem(cell: unknown) {
      return api.createIndexerObject(Note, this, [cell]);
    }
    getItemOrNullObject(cell: unknown) {
      return api.createMethodObject(
        Note,
        this,
        'GetItemOrNullObject',
        OPERATION.read,
        [cell],
        false,
        false,
        null,
        FLAG_READ,
      );
    }
    load(options: unknown) {
      return Utility.load(this, options);
    }
    _handleResult(value: { _Items?: object[] } | null) {
      handleBaseResult(ClientObject, this, value);
      if (!value) return;
      Utility.fixObjectPathIfNecessary(this, value);
      if (!value._Items) return;
      this.loadedItems = value._Items.map((item, index) => {
        const note = api.createChildItemObject(Note, false, this, item, index);
        (note['_handleResult'] as (data: object) => void).call(note, item);
        return note;
      });
    }
  };
}

function handleBaseResult(base: ClientClass, object: object, value: unknown): void {
  const prototype = base.prototype as { _handleResult: (value: unknown) => void };
  prototype._handleResult.call(object, value);
}
