// The host that Office.js believes to be talking to: takes the messages of its bridge, answers
// requests, and pushes events and custom function calls back.
import { formatAddress, formatCells } from '../grid/address.ts';
import { BookState, type BookStateData } from '../grid/bookState.ts';
import type { Grid } from '../grid/grid.ts';
import { GridEvents, type GridEvent } from '../grid/gridEvents.ts';
import {
  CustomFunctionHost,
  type Invocation,
  type WireFunctionResult,
} from '../functions/customFunctionHost.ts';
import type { ApiSets } from './apiSets.ts';
import { findVolatileCells } from '../functions/volatileFormulas.ts';
import { Dispatcher, type WireAction, type WireRequest } from './dispatcher.ts';
import { HeldRanges, type OfficeContext } from './officeContext.ts';
import { OfficeObject, apiNotFound, apiTooNew } from './officeObject.ts';
import { claimSets, isSetSupported, missingSet, type RequirementSets } from './requirementSets.ts';
import { copyNames, removeNames } from './objects/namedItemObjects.ts';
import { copyPageLayout } from './objects/pageLayoutObject.ts';
import { WorkbookObject } from './objects/workbookObject.ts';
import { Traffic, byteLength, type TrafficEntry } from './traffic.ts';

/** As Excel on the web: bigger messages are refused. */
const MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

const MESSAGE = { request: 1, push: 3 };
const CATEGORY = { customFunctions: 1, events: 65_536 };
const FUNCTION_MESSAGE = { invoke: 1000, cancel: 1001 };
const EVENT_TYPES: Record<string, number> = {
  DataChanged: 10,
  Activated: 11,
  Deactivated: 12,
  Added: 13,
  SelectionChanged: 14,
  Deleted: 15,
};

export interface AddinConnection {
  post(text: string): void;
  /** Whether the add-in has associated this function. */
  hasFunction(id: string): boolean;
}

interface BridgeRequest {
  id: number;
  type: number;
  message: { url: string; body: WireRequest };
}

/** Values that depend on formulas; reading them waits for the calculation. */
const CALCULATED = new Set(['Values', 'ValueTypes', 'Text', 'HasSpill']);

export interface WorkbookHostOptions {
  clock: () => Date;
  state?: BookStateData | undefined;
  /** Older than the newest that the workbench knows. */
  requirementSets?: RequirementSets | undefined;
  /** The set of every member (see apiSets.ts). */
  apiSets: ApiSets;
}

export class WorkbookHost {
  readonly traffic = new Traffic();
  readonly state: BookState;
  readonly events: GridEvents;
  readonly functions: CustomFunctionHost;
  private readonly context: OfficeContext;
  private readonly dispatcher: Dispatcher;
  private readonly queue: BridgeRequest[] = [];
  private isServing = false;
  private addin: AddinConnection | undefined;
  private waitingInvocations: Invocation[] = [];

  /** What the workbook claims, and `isSetSupported` answers. */
  readonly requirementSets: RequirementSets;

  constructor(
    readonly grid: Grid,
    options: WorkbookHostOptions,
  ) {
    this.requirementSets = claimSets(options.requirementSets);
    this.state = new BookState(options.state);
    grid.clock = options.clock;
    this.context = {
      grid,
      state: this.state,
      held: new HeldRanges(),
      registrations: new Map(),
      settings: { eventsEnabled: true },
      recalculate: (ranges) => this.functions.recalculate(ranges),
      pending: [],
    };
    this.dispatcher = new Dispatcher({
      root: () => new WorkbookObject(this.context),
      newObject: (typeName) => this.newObject(typeName),
      byReference: (id) => new WorkbookObject(this.context)._GetObjectByReferenceId(id),
      beforeRead: (type, names) => this.beforeRead(type, names),
      checkAge: (type, name) => {
        const set = missingSet(this.requirementSets, options.apiSets, type, name);
        if (set) throw apiTooNew(type, name, set);
      },
      afterAction: () => this.finishPending(),
    });
    this.functions = new CustomFunctionHost(
      grid,
      {
        invoke: (invocations) => this.pushInvocations(invocations),
        cancel: (invocations) => this.pushCancellations(invocations),
      },
      options.clock,
    );
    this.events = new GridEvents(grid);
    this.events.listen((event) => this.follow(event));
    grid.copies.onCopy = (fromSheetId, toSheetId) => {
      this.state.copySheet(fromSheetId, toSheetId);
      copyPageLayout(this.state, fromSheetId, toSheetId);
      copyNames(grid, fromSheetId, toSheetId);
    };
    grid.calculation.onEnd = () => {
      this.functions.afterCalculation();
      grid.calculation.recalculate(grid.cells.takeVacatedSpills());
    };
  }

  /**
   * Where messages to Office.js go. Calls of custom functions wait until the add-in has associated
   * the function, as Excel waits for its runtime.
   */
  connect(add: AddinConnection): void {
    this.addin = add;
    this.context.registrations.clear();
    this.functions.restartAll();
  }

  /** The add-in has associated more functions. */
  functionsAssociated(): void {
    const waiting = this.waitingInvocations;
    this.waitingInvocations = [];
    if (waiting.length > 0) this.pushInvocations(waiting);
  }

  private post(text: string): void {
    this.addin?.post(text);
  }

  /** True when no request, calculation or function call is under way. */
  get isIdle(): boolean {
    return !this.isServing && this.queue.length === 0 && this.grid.calculation.isIdle;
  }

  // --- requests ---------------------------------------------------------------------------------

  receive(text: string): void {
    const request = JSON.parse(text) as BridgeRequest;
    if (request.type !== MESSAGE.request) return;
    const requestBytes = byteLength(text);
    this.queue.push(Object.assign(request, { requestBytes }));
    void this.serve();
  }

  private async serve(): Promise<void> {
    if (this.isServing) return;
    this.isServing = true;
    for (let request = this.queue.shift(); request; request = this.queue.shift()) {
      const { requestBytes } = request as BridgeRequest & { requestBytes: number };
      await this.answer(request, requestBytes);
    }
    this.isServing = false;
  }

  private async answer(request: BridgeRequest, requestBytes: number): Promise<void> {
    const { body } = request.message;
    const parsed = typeof body === 'string' ? (JSON.parse(body) as WireRequest) : body;
    const isTooLarge = requestBytes > MAX_MESSAGE_BYTES;
    let answer = isTooLarge
      ? refusal('RequestPayloadSizeLimitExceeded')
      : await this.perform(parsed);
    if (byteLength(answer.body) > MAX_MESSAGE_BYTES) {
      answer = refusal('ResponsePayloadSizeLimitExceeded');
    }
    this.traffic.entries.push({
      kind: classify(parsed.Actions),
      requestBytes,
      responseBytes: byteLength(answer.body),
      actions: parsed.Actions.map(describeAction).filter((name) => name !== ''),
    });
    this.post(JSON.stringify({ id: request.id, type: MESSAGE.request, message: answer }));
  }

  private async perform(request: WireRequest) {
    try {
      const response = await this.dispatcher.execute(request);
      return { statusCode: 200, headers: {}, body: JSON.stringify(response) };
    } catch (error) {
      // A fault of ours: it must be seen, and the add-in must not wait for ever.
      console.error('Banco de pruebas:', error);
      const message = error instanceof Error ? error.message : String(error);
      return refusal('GeneralException', message);
    }
  }

  private async beforeRead(type: string, names: readonly string[]): Promise<void> {
    if (type !== 'Range' || !names.some((name) => CALCULATED.has(name))) return;
    await this.grid.calculation.whenDone();
  }

  private async finishPending(): Promise<void> {
    const { pending } = this.context;
    if (pending.length > 0) await Promise.all(pending.splice(0));
  }

  private newObject(typeName: string): OfficeObject {
    if (typeName === 'Microsoft.ExcelServices.CustomFunctions') {
      return new CustomFunctionsObject(this.functions);
    }
    throw apiNotFound(typeName, 'newObject');
  }

  // --- pushes -----------------------------------------------------------------------------------

  private push(entries: object[]): void {
    this.post(JSON.stringify({ type: MESSAGE.push, message: { entries } }));
  }

  private pushInvocations(invocations: Invocation[]): void {
    const isReady = ({ functionId }: Invocation) => this.addin?.hasFunction(functionId) ?? false;
    this.waitingInvocations.push(...invocations.filter((invocation) => !isReady(invocation)));
    const ready = invocations.filter(isReady);
    if (ready.length === 0) return;
    this.traffic.invocations += ready.length;
    this.traffic.invocationMessages += 1;
    this.push(
      ready.map((invocation) => ({
        messageCategory: CATEGORY.customFunctions,
        messageType: FUNCTION_MESSAGE.invoke,
        message: {
          invocationId: invocation.id,
          functionName: invocation.functionId,
          parameterValues: invocation.values,
          ...(invocation.wantsAddress
            ? { address: this.functions.addressOf(invocation.place) }
            : {}),
          ...(this.givesParameterAddresses
            ? { parameterAddresses: invocation.parameterAddresses }
            : {}),
          flags: invocation.flags,
        },
      })),
    );
  }

  /** [Api set: CustomFunctionsRuntime 1.3] in Microsoft's typings. */
  private get givesParameterAddresses(): boolean {
    return isSetSupported(this.requirementSets, 'CustomFunctionsRuntime', '1.3');
  }

  private pushCancellations(invocations: Invocation[]): void {
    const ids = new Set(invocations.map((invocation) => invocation.id));
    this.waitingInvocations = this.waitingInvocations.filter(({ id }) => !ids.has(id));
    this.traffic.cancellations += invocations.length;
    this.push(
      invocations.map((invocation) => ({
        messageCategory: CATEGORY.customFunctions,
        messageType: FUNCTION_MESSAGE.cancel,
        message: { invocationId: invocation.id },
      })),
    );
  }

  private follow(event: GridEvent): void {
    this.context.held.follow(event);
    this.state.follow(event);
    this.functions.follow(event);
    if (event.kind === 'sheetDeleted') removeNames(this.grid, event.sheetId);
    if (event.kind === 'changed' && this.grid.calculation.mode !== 'Manual') {
      this.functions.recalculate(findVolatileCells(this.grid));
    }
    this.pushEvent(event);
  }

  private pushEvent(event: GridEvent): void {
    if (!this.context.settings.eventsEnabled) return;
    const described = this.describeEvent(event);
    if (!described || !('sheetId' in event)) return;
    const targets = ['Workbook', event.sheetId].filter(
      (target) => (this.context.registrations.get(`${described.name}:${target}`) ?? 0) > 0,
    );
    if (targets.length === 0) return;
    this.traffic.events += targets.length;
    const entries = targets.map((target) => ({
      messageCategory: CATEGORY.events,
      messageType: EVENT_TYPES[described.name],
      targetId: target,
      message: JSON.stringify(described.body),
    }));
    // As in Excel, after the request that caused it.
    setTimeout(() => this.push(entries), 0);
  }

  private describeEvent(event: GridEvent): { name: string; body: object } | undefined {
    const base = { worksheetId: 'sheetId' in event ? event.sheetId : '', source: 'Local' };
    if (event.kind === 'changed') return { name: 'DataChanged', body: this.describeChange(event) };
    if (event.kind === 'selectionChanged') {
      const body = { ...base, address: formatCells(event.range), isInsideTable: false };
      return { name: 'SelectionChanged', body };
    }
    const names: Record<string, string> = {
      sheetAdded: 'Added',
      sheetDeleted: 'Deleted',
      sheetActivated: 'Activated',
      sheetDeactivated: 'Deactivated',
    };
    const name = names[event.kind];
    return name ? { name, body: base } : undefined;
  }

  private describeChange(event: GridEvent & { kind: 'changed' }): object {
    const sheetName = this.grid.findSheet(event.sheetId)?.getName() ?? '';
    return {
      worksheetId: event.sheetId,
      source: 'Local',
      triggerSource: this.isServing ? 'ThisLocalAddin' : 'Unknown',
      changeType: event.changeType,
      address: formatCells(event.range),
      referenceId: formatAddress(sheetName, event.range),
      shiftDirection: 'None',
      ...(event.before && event.after
        ? {
            valueBefore: event.before.value,
            valueTypeBefore: event.before.type,
            valueAfter: event.after.value,
            valueTypeAfter: event.after.type,
          }
        : {}),
    };
  }
}

/** Microsoft.ExcelServices.CustomFunctions: where the add-in hands in its results. */
class CustomFunctionsObject extends OfficeObject {
  readonly typeName = 'CustomFunctions';
  readonly scalars = [];
  constructor(private readonly functions: CustomFunctionHost) {
    super();
  }
  SetInvocationArrayResults(results: WireFunctionResult[]) {
    this.functions.receive(results);
  }
}

function classify(actions: WireAction[]): TrafficEntry['kind'] {
  const calls = actions.filter((action) => action.ActionType === 3).map((action) => action.Name);
  if (calls.includes('SetInvocationArrayResults')) return 'functions';
  const isRelease = calls.length > 0 && calls.every((name) => name === '_RemoveReference');
  const isOnlyCalls = actions.every((action) => action.ActionType === 1 || action.ActionType === 3);
  return isRelease && isOnlyCalls ? 'release' : 'sync';
}

function refusal(code: string, message = code) {
  const body = JSON.stringify({ error: { code, message } });
  return { statusCode: 400, headers: {}, body };
}

function describeAction(action: WireAction): string {
  if (action.ActionType === 2) return `load(${(action.QueryInfo?.Select ?? []).join(',')})`;
  if (action.ActionType === 3) return action.Name.startsWith('_') ? '' : `${action.Name}()`;
  return action.ActionType === 4 ? `${action.Name}=` : '';
}
