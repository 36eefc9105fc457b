// The commands of the ribbon and the pane, over one runner.
import type { CommandContext } from './commandContext.ts';
import type { AddinCommands } from './commandOutcome.ts';
import type { CommandRunner } from './commandRunner.ts';
import { formatAmounts } from './formatAmounts.ts';
import { createOpeningSheet, createVoucherSheet } from './newSheets.ts';
import { postSheet } from './postSheet.ts';
import { refreshFigures } from './refreshFigures.ts';
import { validateSheet } from './validateSheet.ts';

export function createCommands(context: CommandContext, { run }: CommandRunner): AddinCommands {
  return {
    nuevoComprobante: () =>
      run('nuevoComprobante', 'Preparando la hoja…', (work) => createVoucherSheet(context, work)),
    validar: () => run('validar', 'Leyendo la hoja…', (work) => validateSheet(context, work)),
    contabilizar: (options = {}) =>
      run('contabilizar', 'Leyendo la hoja…', (work) => postSheet(context, work, options)),
    saldosIniciales: () =>
      run('saldosIniciales', 'Preparando la hoja…', (work) => createOpeningSheet(context, work)),
    actualizar: () =>
      run('actualizar', 'Pidiendo las cifras al libro…', () => refreshFigures(context)),
    darFormato: () => run('darFormato', 'Buscando los saldos de la hoja…', formatAmounts),
  };
}
