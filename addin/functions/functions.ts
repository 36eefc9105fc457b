// The custom functions as Excel sees them: thin. The JSDoc of this file is their Spanish metadata
// (functions.json); functionTexts.en.ts holds the English one. Answers come from the figure book.
/* eslint-disable prefer-rest-params -- a rest parameter would be one of the metadata, and what Excel sends
   may be more or less than the parameters: see readCall */
import { openAccountNames, openBalances, openTrialBalance } from './functionCalls.ts';
import { sameDayClock } from './functionClock.ts';
import { readCall } from './invocation.ts';

/**
 * Saldo (debe − haber) de una cuenta, con todas las que están debajo, al final de una fecha o período.
 * @customfunction SALDO
 * @param {unknown[][]} cuenta Código, lista «430;431», rango «430:439» o patrón «57*»; también un rango de celdas.
 * @param {unknown[][]} [fecha] Fecha, o período: 2024, 03/2024, T1/2024, S1/2024, hoy; también un rango de celdas. Sin ella, hoy.
 * @param {unknown[][]} [filtros] Filtros «clave=valor» separados por punto y coma.
 * @param {CustomFunctions.StreamingInvocation<unknown[][]>} invocation
 * @streaming
 * @requiresParameterAddresses
 */
export function saldo(
  cuenta: unknown[][],
  fecha: unknown[][],
  filtros: unknown[][],
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  const call = readCall(arguments, cuenta, fecha, filtros, invocation);
  openBalances(call, 'closing', sameDayClock);
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
  openAccountNames(readCall(arguments, cuenta, invocation), sameDayClock);
}

/**
 * Balance de comprobación (sumas y saldos) de un período: cuenta, nombre, inicial, debe, haber y final.
 * @customfunction BALANCE.COMPROBACION
 * @param {unknown} desde Primer día, o período: 2024, 03/2024, T1/2024…
 * @param {unknown} [hasta] Último día o período; sin él, el período de «desde».
 * @param {unknown} [nivel] Nivel más profundo del plan que se muestra, de 1 a 20; vacío para todos.
 * @param {unknown[][]} [filtros] Filtros «clave=valor» separados por punto y coma.
 * @param {CustomFunctions.StreamingInvocation<unknown[][]>} invocation
 * @streaming
 * @requiresParameterAddresses
 */
export function balanceComprobacion(
  desde: unknown,
  hasta: unknown,
  nivel: unknown,
  filtros: unknown[][],
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  const call = readCall(arguments, desde, hasta, nivel, filtros, invocation);
  openTrialBalance(call, sameDayClock);
}

/** By metadata id, for hosts that load the functions without the build's own associations. */
export const customFunctions: Readonly<Record<string, (...values: never[]) => void>> = {
  SALDO: saldo,
  'NOMBRE.CUENTA': nombreCuenta,
  'BALANCE.COMPROBACION': balanceComprobacion,
};
