// Refuses what a role may not do in a company (invariant 6): the table itself is shared with the pane.
import type { Role } from '../../shared/contract/sessions.ts';
import { actions, mayDo, type Action } from '../../shared/permissions.ts';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

/** Somebody acting in a company where they have a role. */
export interface Actor {
  /** The number by which the books of the company name them (`company_people`); 0 is Cuadre itself. */
  userId: number;
  name: string;
  role: Role;
}

/** @throws Refusal `permission-denied` */
export function assertMay(actor: Actor, action: Action): void {
  if (mayDo(actor.role, action)) return;
  throw new Refusal(
    'forbidden',
    reject('permission-denied', { role: actor.role, action: actions[action] }),
  );
}
