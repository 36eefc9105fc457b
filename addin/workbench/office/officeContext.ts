// What every Office object needs: the grid, what the file carries besides cells, the ranges that the
// add-in keeps hold of, and which events it asked for.
import { type CellRange, shiftRange } from '../grid/address.ts';
import type { BookState } from '../grid/bookState.ts';
import type { DirtyRange } from '../grid/calculation.ts';
import type { Grid } from '../grid/grid.ts';
import type { GridEvent } from '../grid/gridEvents.ts';

export interface HeldRange {
  sheetId: string;
  range: CellRange | null;
}

/** Ranges kept across requests (`Excel.run` keeps all it names); they move with their cells. */
export class HeldRanges {
  private readonly held = new Map<string, HeldRange>();
  private nextNumber = 1;

  keep(sheetId: string, range: CellRange): string {
    const referenceId = `range${this.nextNumber}`;
    this.nextNumber += 1;
    this.held.set(referenceId, { sheetId, range });
    return referenceId;
  }

  get(referenceId: string): HeldRange | undefined {
    return this.held.get(referenceId);
  }

  release(referenceId: string): void {
    this.held.delete(referenceId);
  }

  get count(): number {
    return this.held.size;
  }

  follow(event: GridEvent): void {
    for (const held of this.held.values()) {
      if (!('sheetId' in event) || held.sheetId !== event.sheetId || !held.range) continue;
      if (event.kind === 'sheetDeleted') held.range = null;
      else if (event.kind === 'linesShifted') {
        held.range = shiftRange(held.range, event.axis, event.index, event.count);
      }
    }
  }
}

export interface OfficeContext {
  grid: Grid;
  state: BookState;
  held: HeldRanges;
  /** Event names as on the wire (`DataChanged`), counted per target (a sheet id or `Workbook`). */
  registrations: Map<string, number>;
  settings: { eventsEnabled: boolean };
  /** Calculates these cells, whether something they depend on has changed or not. */
  recalculate: (ranges: DirtyRange[]) => void;
  /** Work that a property setter started; the request goes on when it is done. */
  pending: Promise<unknown>[];
}

export function registerEvent(context: OfficeContext, name: string, target: string): void {
  const key = `${name}:${target}`;
  context.registrations.set(key, (context.registrations.get(key) ?? 0) + 1);
}

export function unregisterEvent(context: OfficeContext, name: string, target: string): void {
  const key = `${name}:${target}`;
  context.registrations.set(key, Math.max(0, (context.registrations.get(key) ?? 0) - 1));
}
