// The workbench without a screen, for tests: a real grid and real Office.js in one Node process. The
// add-in runs either from its TypeScript modules (Office's globals are set on globalThis) or from its
// built bundle, loaded beside Office.js as Excel would load it.
//
//   const workbench = await createHeadlessWorkbench({ functionsMetadata, loadAddin: () => import(…) });
//   workbench.workbook.typeInto('Hoja1!A1', '=SALDO("430";HOY())');
//   await workbench.settled();
//   expect(workbench.workbook.getValue('Hoja1!A1')).toBe(1210);
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import type { DateSystem } from '../../shared/localDate.ts';
import type { FunctionsMetadata } from './functions/functionMetadata.ts';
import { createHeadlessGrid } from './grid/headlessGrid.ts';
import { openWorkbookFile, saveWorkbookFile, type WorkbookFile } from './grid/workbookFile.ts';
import { HeadlessWorkbook } from './headlessWorkbook.ts';
import { completeOffice, prepareOffice, type OfficeShim } from './office/officeShim.ts';
import type { Traffic } from './office/traffic.ts';
import { WorkbookHost } from './office/workbookHost.ts';

const OFFICE_SCRIPT = '@microsoft/office-js/dist/excel-web-16.00.debug.js';
const GLOBAL_NAMES = ['Excel', 'Office', 'OfficeExtension', 'OfficeRuntime', 'CustomFunctions'];
/** Office.js gathers results of custom functions for this long before it sends them again. */
const QUIET_MS = 120;

export type AddinScope = Record<string, unknown>;

export interface HeadlessOptions {
  functionsMetadata?: FunctionsMetadata;
  /** Built bundles, evaluated in order in the same scope as Office.js. */
  bundlePaths?: string[];
  /** Imports the add-in's modules; Office's globals are already on globalThis. */
  loadAddin?: (scope: AddinScope) => unknown;
  fetch?: typeof fetch;
  /** What relative addresses of the add-in's requests are relative to. */
  baseUrl?: string;
  clock?: () => Date;
  /** A workbook saved with `save()`; otherwise an empty one with «Hoja1». */
  file?: WorkbookFile;
  /** What OfficeRuntime.storage and localStorage hold; pass the same Map to «reopen» Excel. */
  storage?: Map<string, string>;
  /** Of an empty workbook. */
  dateSystem?: DateSystem;
}

export interface HeadlessWorkbench {
  readonly workbook: HeadlessWorkbook;
  readonly traffic: Traffic;
  readonly host: WorkbookHost;
  /** Office.js and, with `bundlePaths`, the add-in live here. */
  readonly scope: AddinScope;
  /** Whether the add-in asked to show its task pane. */
  readonly isTaskpaneShown: boolean;
  /** Runs a ribbon command until it calls `event.completed()`. */
  runCommand(actionId: string): Promise<void>;
  /** Waits until requests, calculations and unanswered custom functions are through. */
  settled(timeoutMs?: number): Promise<void>;
  save(): WorkbookFile;
  dispose(): void;
}

let compiledOffice: vm.Script | undefined;

function officeScript(): vm.Script {
  if (!compiledOffice) {
    const path = createRequire(import.meta.url).resolve(OFFICE_SCRIPT);
    compiledOffice = new vm.Script(readFileSync(path, 'utf8'), { filename: path });
  }
  return compiledOffice;
}

export async function createHeadlessWorkbench(
  options: HeadlessOptions = {},
): Promise<HeadlessWorkbench> {
  const grid = createHeadlessGrid(
    options.file && openWorkbookFile(options.file),
    options.dateSystem,
  );
  const clock = options.clock ?? (() => new Date());
  const host = new WorkbookHost(grid, { clock, state: options.file?.state });
  grid.styles.importNamed(options.file?.styles ?? []);
  const scope = createScope(options);
  vm.createContext(scope);
  prepareOffice(scope);
  officeScript().runInContext(scope);
  let isTaskpaneShown = false;
  const shim: OfficeShim = completeOffice(scope, {
    // Like a frame's messages, the bridge is asynchronous both ways.
    sendToHost: (text) => setImmediate(() => host.receive(text)),
    showTaskpane: () => (isTaskpaneShown = true),
    hideTaskpane: () => (isTaskpaneShown = false),
    updateRibbon: () => {},
    isDark: () => false,
  });
  let isOpen = true;
  host.connect({
    post: (text) => setImmediate(() => isOpen && shim.deliver(text)),
    hasFunction: (id) => shim.hasFunction(id),
  });
  shim.onFunctionsAssociated(() => host.functionsAssociated());
  if (options.functionsMetadata) host.functions.register(options.functionsMetadata);
  const restoreGlobals = exposeGlobals(scope);
  for (const path of options.bundlePaths ?? []) {
    new vm.Script(readFileSync(path, 'utf8'), { filename: path }).runInContext(scope);
  }
  await options.loadAddin?.(scope);
  return {
    workbook: new HeadlessWorkbook(host),
    traffic: host.traffic,
    host,
    scope,
    get isTaskpaneShown() {
      return isTaskpaneShown;
    },
    runCommand: (actionId) => shim.runCommand(actionId),
    settled: (timeoutMs = 10_000) => waitUntilSettled(host, timeoutMs),
    save: () => saveWorkbookFile(grid, host.state),
    dispose: () => {
      host.functions.cancelAll();
      isOpen = false;
      restoreGlobals();
      grid.univer.dispose();
    },
  };
}

async function waitUntilSettled(host: WorkbookHost, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let quietSince = Date.now();
  let seen = -1;
  for (;;) {
    const count = host.traffic.entries.length;
    const isBusy = !host.isIdle || host.functions.busyCount > 0 || count !== seen;
    seen = count;
    if (isBusy) quietSince = Date.now();
    if (Date.now() - quietSince >= QUIET_MS) return;
    if (Date.now() > deadline) {
      const waiting = host.functions.busyCount;
      throw new Error(`El banco de pruebas sigue ocupado (${waiting} funciones sin respuesta)`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A browser window as far as Office.js and the add-in's code without a screen look at it. */
function createScope(options: HeadlessOptions): AddinScope {
  const baseUrl = options.baseUrl ?? 'https://localhost:3000';
  const page = new URL('/addin/taskpane.html?host=workbench', baseUrl);
  const send = options.fetch ?? fetch;
  const scope: AddinScope = {
    // Shared with Node's own realm, so that `instanceof Error` holds on both sides.
    ...{ Error, TypeError, RangeError, Promise, Date, JSON, Map, Set, Uint8Array, ArrayBuffer },
    ...{ console, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask },
    ...{ URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, AbortSignal },
    ...{ Headers, Request, Response, ReadableStream, Event, EventTarget, structuredClone },
    ...{ performance, crypto: globalThis.crypto },
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      send(input instanceof Request ? input : new URL(String(input), page), init),
    location: page,
    navigator: { userAgent: 'Cuadre workbench', language: 'es-ES', platform: 'Node' },
    localStorage: createStorage(options.storage ?? new Map<string, string>()),
    sessionStorage: createStorage(new Map()),
    addEventListener: () => {},
    removeEventListener: () => {},
    document: {
      readyState: 'loading',
      URL: page.href,
      cookie: '',
      addEventListener: () => {},
      removeEventListener: () => {},
      getElementById: () => null,
      getElementsByTagName: () => [],
      createElement: () => ({ style: {}, setAttribute: () => {}, appendChild: () => {} }),
    },
  };
  Object.assign(scope, { window: scope, self: scope, top: scope, parent: scope });
  return scope;
}

function createStorage(entries: Map<string, string>) {
  const methods = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, String(value)),
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
  };
  // Office.js lists the keys of localStorage as properties.
  return new Proxy(methods, { ownKeys: () => [...entries.keys()], getOwnPropertyDescriptor });
  function getOwnPropertyDescriptor(_target: object, key: string | symbol) {
    const value = entries.get(String(key));
    return value === undefined
      ? undefined
      : { value, enumerable: true, configurable: true, writable: true };
  }
}

/** Modules that Node imports look for Office on globalThis; what was there comes back afterwards. */
function exposeGlobals(scope: AddinScope): () => void {
  const target = globalThis as unknown as AddinScope;
  const names = [...GLOBAL_NAMES, 'fetch', 'localStorage', 'location'];
  const before = new Map(
    names.map((name) => [name, Object.getOwnPropertyDescriptor(target, name)]),
  );
  for (const name of names) {
    Object.defineProperty(target, name, {
      value: scope[name],
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else delete target[name];
    }
  };
}
