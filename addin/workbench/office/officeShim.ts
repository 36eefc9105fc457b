// The thin part of Office.js that Microsoft's loader (office.js) would bring: onReady, context,
// actions, the association of custom functions. The object model itself is Microsoft's code.
// Used in the pane's frame of the page and in the headless workbench alike.
import { addNotesApi } from './notesApi.ts';
import { isSetSupported, type RequirementSets } from './requirementSets.ts';

const THEME_CHANGED = 'officeThemeChanged';

type AnyFunction = (...values: never[]) => unknown;

/** Keeps handlers by name, as the loader does: names do not mind case, and latecomers are told. */
class Association {
  mappings: Record<string, AnyFunction> = {};
  private readonly handlers: (() => void)[] = [];

  associate = (nameOrMappings: string | Record<string, AnyFunction>, handler?: AnyFunction) => {
    const added =
      typeof nameOrMappings === 'string' ? { [nameOrMappings]: handler } : nameOrMappings;
    for (const [name, call] of Object.entries(added)) {
      if (typeof call !== 'function') throw new TypeError(`«${name}» no es una función`);
      this.mappings[name.toUpperCase()] = call;
    }
    for (const notify of this.handlers) notify();
  };

  onchange = (handler: () => void) => {
    this.handlers.push(handler);
  };
}

export interface OfficeBridge {
  sendMessageToHost: (text: string) => void;
  onMessageFromHost?: (text: string) => void;
}

/** The global object that Office.js is loaded into: a frame's window, or a `vm` context. */
export interface OfficeScope {
  Office: Record<string, unknown>;
  OSF?: Record<string, unknown>;
  OfficeExtension: { HostBridge: { init(bridge: OfficeBridge): void } };
  CustomFunctions: Record<string, unknown>;
  cuadreAssociations: { commands: Association; functions: Association };
}

export interface OfficeShimOptions {
  sendToHost: (text: string) => void;
  showTaskpane: () => void;
  hideTaskpane: () => void;
  /** Buttons that the add-in enables or disables (`Office.ribbon.requestUpdate`). */
  updateRibbon: (update: unknown) => void;
  isDark: () => boolean;
  requirementSets: RequirementSets;
}

export interface OfficeShim {
  deliver(text: string): void;
  /** Tells the add-in that Office's colours changed. */
  changeTheme(): void;
  /** Resolves when the command calls `event.completed()`. */
  runCommand(actionId: string): Promise<void>;
  hasCommand(actionId: string): boolean;
  /** Whether the add-in has associated the custom function yet. */
  hasFunction(id: string): boolean;
  onFunctionsAssociated(handler: () => void): void;
}

/** Before Office.js is evaluated: it looks these up while it loads. */
export function prepareOffice(scope: object): void {
  const target = scope as Record<string, unknown>;
  const commands = new Association();
  const functions = new Association();
  // On the scope itself: in a page, the second half runs as a script of its own.
  target['cuadreAssociations'] = { commands, functions };
  target['Office'] = { actions: { _association: commands } };
  target['CustomFunctions'] = { _association: functions, associate: functions.associate };
}

/** After Office.js is evaluated. */
export function completeOffice(scopeObject: object, options: OfficeShimOptions): OfficeShim {
  const scope = scopeObject as OfficeScope;
  const { commands, functions } = scope.cuadreAssociations;
  const office = scope.Office;
  const hostInfo = { host: 'Excel', platform: 'OfficeOnline' };
  const themeHandlers = new Set<ThemeHandler>();
  const context = createContext(options, themeHandlers);
  scope.OSF = {
    ...scope.OSF,
    _OfficeAppFactory: {
      getContext: () => context,
      getHostInfo: () => ({ hostType: 'excel', hostPlatform: 'web', isDialog: false }),
    },
  };
  scope.CustomFunctions['associate'] = functions.associate;
  Object.assign(office, {
    HostType: { Excel: 'Excel', Word: 'Word', PowerPoint: 'PowerPoint', Outlook: 'Outlook' },
    PlatformType: { PC: 'PC', OfficeOnline: 'OfficeOnline', Mac: 'Mac', iOS: 'iOS' },
    onReady: (callback?: (info: typeof hostInfo) => unknown) => {
      const ready = Promise.resolve(hostInfo);
      return callback ? ready.then((info) => (callback(info), info)) : ready;
    },
    initialize: () => {},
    EventType: { ...(office['EventType'] as object), OfficeThemeChanged: THEME_CHANGED },
  });
  office['actions'] = Object.assign(office['actions'] ?? {}, {
    associate: commands.associate,
    _association: commands,
  });
  office['addin'] = createAddin(options);
  office['ribbon'] = {
    requestUpdate: async (update: unknown) => options.updateRibbon(update),
  };
  addNotesApi(scope);
  const bridge: OfficeBridge = { sendMessageToHost: options.sendToHost };
  scope.OfficeExtension.HostBridge.init(bridge);
  return {
    deliver: (text) => bridge.onMessageFromHost?.(text),
    changeTheme: () => {
      for (const handler of themeHandlers) handler({ type: THEME_CHANGED });
    },
    runCommand: (actionId) => runCommand(commands, actionId),
    hasCommand: (actionId) => commands.mappings[actionId.toUpperCase()] !== undefined,
    hasFunction: (id) => functions.mappings[id.toUpperCase()] !== undefined,
    onFunctionsAssociated: functions.onchange,
  };
}

type ThemeHandler = (event: { type: string }) => void;

/** Only the change of theme is an event of the document here; others are events of Excel's objects. */
function createDocument(themeHandlers: Set<ThemeHandler>) {
  const checkType = (type: string) => {
    if (type !== THEME_CHANGED)
      throw new Error(`ApiNotFound: Document.${type} no está en el banco de pruebas`);
  };
  return {
    url: 'Libro1.xlsx',
    mode: 'readWrite',
    addHandlerAsync: (type: string, handler: ThemeHandler) => {
      checkType(type);
      themeHandlers.add(handler);
    },
    removeHandlerAsync: (type: string, { handler }: { handler?: ThemeHandler } = {}) => {
      checkType(type);
      if (handler) themeHandlers.delete(handler);
      else themeHandlers.clear();
    },
  };
}

function createContext(options: OfficeShimOptions, themeHandlers: Set<ThemeHandler>) {
  return {
    host: 'Excel',
    platform: 'OfficeOnline',
    displayLanguage: 'es-ES',
    contentLanguage: 'es-ES',
    commerceAllowed: false,
    touchEnabled: false,
    partitionKey: '',
    diagnostics: { host: 'Excel', platform: 'OfficeOnline', version: '16.0.0.0' },
    document: createDocument(themeHandlers),
    get officeTheme() {
      const isDark = options.isDark();
      return {
        isDarkTheme: isDark,
        bodyBackgroundColor: isDark ? '#292929' : '#FFFFFF',
        bodyForegroundColor: isDark ? '#FFFFFF' : '#242424',
        controlBackgroundColor: isDark ? '#1F1F1F' : '#F5F5F5',
        controlForegroundColor: isDark ? '#FFFFFF' : '#242424',
      };
    },
    requirements: {
      isSetSupported: (name: string, version?: string | number) =>
        isSetSupported(options.requirementSets, name, version),
    },
  };
}

function createAddin(options: OfficeShimOptions) {
  let startup = 'None';
  const handlers = new Set<(message: { visibilityMode: string }) => void>();
  const tell = (visibilityMode: string) => {
    for (const handler of handlers) handler({ visibilityMode });
  };
  return {
    showAsTaskpane: async () => {
      options.showTaskpane();
      tell('Taskpane');
    },
    hide: async () => {
      options.hideTaskpane();
      tell('Hidden');
    },
    setStartupBehavior: async (behavior: string) => {
      startup = behavior;
    },
    getStartupBehavior: async () => startup,
    onVisibilityModeChanged: async (handler: (message: { visibilityMode: string }) => void) => {
      handlers.add(handler);
      return async () => {
        handlers.delete(handler);
      };
    },
  };
}

function runCommand(commands: Association, actionId: string): Promise<void> {
  const command = commands.mappings[actionId.toUpperCase()];
  if (!command) throw new Error(`El complemento no ha asociado la acción «${actionId}»`);
  return new Promise((resolve, reject) => {
    const event = { source: { id: actionId }, completed: () => resolve() };
    const result = (command as (event: object) => unknown)(event);
    if (result instanceof Promise) result.catch(reject);
  });
}
