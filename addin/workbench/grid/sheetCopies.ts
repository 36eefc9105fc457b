// A copied sheet, whoever copies it (the add-in, a test, a person from the tab's menu): it is named as in
// Excel, «Hoja1 (2)», and whoever keeps something about sheets is told what it is a copy of.
import type { ICommandInfo } from '@univerjs/core';
import { CopySheetCommand, InsertSheetMutation } from '@univerjs/sheets';
import type { Grid } from './grid.ts';
import { MAX_SHEET_NAME_LENGTH } from './sheetNames.ts';

interface CopyParams {
  subUnitId?: string;
  sheet?: { id: string; name: string };
}

export class SheetCopies {
  /** Told when the copy is there. */
  onCopy: (fromSheetId: string, toSheetId: string) => void = () => {};
  private source: string | undefined;

  constructor(private readonly grid: Grid) {
    grid.commands.beforeCommandExecuted((command) => this.begin(command));
    grid.commands.onCommandExecuted((command) => this.end(command));
  }

  private begin({ id, params }: Readonly<ICommandInfo>): void {
    const { subUnitId, sheet } = (params ?? {}) as CopyParams;
    if (id === CopySheetCommand.id) {
      this.source = subUnitId ?? this.grid.activeSheet.getSheetId();
    } else if (id === InsertSheetMutation.id && this.source && sheet) {
      // Before it is carried out, so that undoing and redoing bring the same name.
      sheet.name = this.copyName(this.source);
    }
  }

  private end({ id, params }: Readonly<ICommandInfo>): void {
    const { sheet } = (params ?? {}) as CopyParams;
    if (id === CopySheetCommand.id) this.source = undefined;
    else if (id === InsertSheetMutation.id && this.source && sheet) {
      this.onCopy(this.source, sheet.id);
    }
  }

  /** A copy of «Hoja1 (2)» is «Hoja1 (3)»; a long name is cut to make room. */
  private copyName(sheetId: string): string {
    const base = this.grid
      .findSheet(sheetId)!
      .getName()
      .replace(/ \(\d+\)$/, '');
    for (let number = 2; ; number += 1) {
      const ending = ` (${number})`;
      const name = base.slice(0, MAX_SHEET_NAME_LENGTH - ending.length) + ending;
      if (!this.grid.findSheet(name)) return name;
    }
  }
}
