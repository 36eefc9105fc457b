// Who may do what in a company (invariant 6): one table, also the source of the documentation.
import type { Role } from '../../shared/contract/sessions.ts';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

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

/** Somebody acting in a company where they have a role. */
export interface Actor {
  userId: number;
  name: string;
  role: Role;
}

/** @throws Refusal `permission-denied` */
export function assertMay(actor: Actor, action: Action): void {
  if (permissions[actor.role].includes(action)) return;
  throw new Refusal(
    'forbidden',
    reject('permission-denied', { role: actor.role, action: actions[action] }),
  );
}
