// The commands of the ribbon and the pane, over one runner.
import type { CommandContext } from './commandContext.ts';
import type { AddinCommands } from './commandOutcome.ts';
import type { CommandRunner } from './commandRunner.ts';
import { correctSheet, restoreSheet } from './correctSheet.ts';
import { createAccounts } from './createAccounts.ts';
import { formatAmounts } from './formatAmounts.ts';
import { createOpeningSheet, createVoucherSheet } from './newSheets.ts';
import { openVoucherSheet } from './openVoucherSheet.ts';
import { postSheet } from './postSheet.ts';
import { refreshFigures } from './refreshFigures.ts';
import { saveSheetAsDraft } from './saveDraft.ts';
import { validateSheet } from './validateSheet.ts';

/** @param settleSheets asks what became of the vouchers of the workbook's sheets */
export function createCommands(
  context: CommandContext,
  { run }: CommandRunner,
  settleSheets: () => Promise<void>,
): AddinCommands {
  return {
    nuevoComprobante: () =>
      run('nuevoComprobante', 'Preparando la hoja…', (work) => createVoucherSheet(context, work)),
    validar: () => run('validar', 'Leyendo la hoja…', (work) => validateSheet(context, work)),
    contabilizar: (options = {}) =>
      run('contabilizar', 'Leyendo la hoja…', (work) => postSheet(context, work, options)),
    saldosIniciales: () =>
      run('saldosIniciales', 'Preparando la hoja…', (work) => createOpeningSheet(context, work)),
    actualizar: () =>
      run('actualizar', 'Pidiendo las cifras al libro…', async () => {
        const [outcome] = await Promise.all([refreshFigures(context), settleSheets()]);
        return outcome;
      }),
    darFormato: () => run('darFormato', 'Buscando los saldos de la hoja…', formatAmounts),
    guardarBorrador: () =>
      run('guardarBorrador', 'Leyendo la hoja…', (work) => saveSheetAsDraft(context, work)),
    corregir: (reason) =>
      run('corregir', 'Leyendo la hoja…', (work) => correctSheet(context, work, reason)),
    volverALoContabilizado: () =>
      run('volverALoContabilizado', 'Leyendo la hoja…', (work) => restoreSheet(context, work)),
    crearCuentas: (sheet, accounts) =>
      run('crearCuentas', 'Creando cuentas…', (work) =>
        createAccounts(context, work, sheet, accounts),
      ),
    abrirEnHoja: (voucherId) =>
      run('abrirEnHoja', 'Buscando su hoja…', (work) => openVoucherSheet(context, work, voucherId)),
  };
}
