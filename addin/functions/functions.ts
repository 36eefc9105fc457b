// The custom functions as Excel sees them: thin. The JSDoc of this file is their Spanish metadata
// (functions.json); functionTexts.en.ts holds the English one. Answers come from the figure book.
import { sameDayClock } from './functionClock.ts';
import { openAccountNames, openBalances, openTrialBalance } from './functionCalls.ts';

/**
 * Saldo (debe − haber) de una cuenta, con todas las que están debajo, al final de una fecha o período.
 * @customfunction SALDO
 * @param {unknown[][]} cuenta Código, lista «430;431», rango «430:439» o patrón «57*»; también un rango de celdas.
 * @param {unknown[][]} fecha Fecha, o período: 2024, 03/2024, 2024-03, T1/2024, S1/2024, hoy; también un rango de celdas.
 * @param {unknown[][]} [filtros] Filtros «clave=valor» separados por punto y coma.
 * @param {CustomFunctions.StreamingInvocation<unknown[][]>} invocation
 * @streaming
 */
export function saldo(
  cuenta: unknown[][],
  fecha: unknown[][],
  filtros: unknown[][],
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  openBalances(cuenta, fecha, filtros, 'closing', sameDayClock, invocation);
}

/**
 * Nombre de una cuenta del plan.
 * @customfunction NOMBRE.CUENTA
 * @param {unknown[][]} cuenta Código de la cuenta; también un rango de celdas.
 * @param {CustomFunctions.StreamingInvocation<unknown[][]>} invocation
 * @streaming
 */
export function nombreCuenta(
  cuenta: unknown[][],
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  openAccountNames(cuenta, invocation);
}

/**
 * Balance de comprobación (sumas y saldos) de un período: cuenta, nombre, inicial, debe, haber y final.
 * @customfunction BALANCE.COMPROBACION
 * @param {unknown} desde Primer día, o período: 2024, 03/2024, T1/2024…
 * @param {unknown} hasta Último día o período; vacío si «desde» ya es el período completo.
 * @param {unknown} [nivel] Nivel más profundo del plan que se muestra, de 1 a 20; vacío para todos.
 * @param {unknown[][]} [filtros] Filtros «clave=valor» separados por punto y coma.
 * @param {CustomFunctions.StreamingInvocation<unknown[][]>} invocation
 * @streaming
 */
export function balanceComprobacion(
  desde: unknown,
  hasta: unknown,
  nivel: unknown,
  filtros: unknown[][],
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  openTrialBalance(desde, hasta, nivel, filtros, sameDayClock, invocation);
}

/** By metadata id, for hosts that load the functions without the build's own associations. */
export const customFunctions: Readonly<Record<string, (...values: never[]) => void>> = {
  SALDO: saldo,
  'NOMBRE.CUENTA': nombreCuenta,
  'BALANCE.COMPROBACION': balanceComprobacion,
};
