// Who may do what in a company (invariant 6): one table, asked by the server before it writes, by the
// pane before it offers, and by the documentation.
import type { Role } from './contract/sessions.ts';

/** Actions as the sentence of a refusal names them. */
export const actions = {
  read: 'consultar',
  draft: 'guardar borradores',
  post: 'contabilizar',
  editChart: 'modificar el plan de cuentas',
  editYears: 'crear ejercicios',
  lock: 'bloquear períodos',
  unlock: 'levantar un bloqueo ni adelantar su fecha',
} as const;
export type Action = keyof typeof actions;

const everything = Object.keys(actions) as Action[];
/** What has been locked is opened again by an administrator only. */
const accounting = everything.filter((action) => action !== 'unlock');

export const permissions: Record<Role, readonly Action[]> = {
  administrador: everything,
  contador: accounting,
  auditor: ['read'],
  consulta: ['read'],
};

export function mayDo(role: Role, action: Action): boolean {
  return permissions[role].includes(action);
}
