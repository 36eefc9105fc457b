// Where each remedy is done in the pane, and who may: from the action of a refusal to a command, a
// section or a form that exists.
import type { CommandName } from '../commands/commandOutcome.ts';
import type { Role } from '../../shared/contract/sessions.ts';
import { actions, mayDo, type Action } from '../../shared/permissions.ts';
import { reject } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { RemedyAction } from '../../shared/text/remedyActions.ts';
import type { Section } from './SectionNav.tsx';

export type RemedyPlace =
  /** In the cells of the sheet, in the formula or in the form in front: no button leads there. */
  | { kind: 'in-front' }
  /** Somebody else, or another program: the sentence says who. */
  | { kind: 'elsewhere'; who: 'administrator' | 'program' | 'server' | 'time' }
  | { kind: 'command'; command: CommandName; permission: Action }
  | { kind: 'section'; section: Section; button: string; permission: Action }
  /** A form of its own, opened beside the problem. */
  | { kind: 'form'; form: 'create-accounts' | 'settle-sheet'; permission: Action }
  | { kind: 'session' };

export const remedyPlaces: Readonly<Record<RemedyAction, RemedyPlace>> = {
  'edit-sheet': { kind: 'in-front' },
  'edit-formula': { kind: 'in-front' },
  'edit-form': { kind: 'in-front' },
  answer: { kind: 'in-front' },
  'new-voucher': { kind: 'command', command: 'nuevoComprobante', permission: 'draft' },
  'settle-sheet': { kind: 'form', form: 'settle-sheet', permission: 'post' },
  'open-vouchers': {
    kind: 'section',
    section: 'vouchers',
    button: 'Ver en la lista',
    permission: 'read',
  },
  'open-balances': {
    kind: 'section',
    section: 'balances',
    button: 'Ver las cuentas',
    permission: 'read',
  },
  'create-accounts': { kind: 'form', form: 'create-accounts', permission: 'editChart' },
  'open-years': {
    kind: 'section',
    section: 'closing',
    button: 'Crear el ejercicio',
    permission: 'editYears',
  },
  'open-lock': {
    kind: 'section',
    section: 'closing',
    button: 'Ver el bloqueo',
    permission: 'unlock',
  },
  'sign-in': { kind: 'session' },
  'choose-company': { kind: 'session' },
  wait: { kind: 'elsewhere', who: 'time' },
  'ask-administrator': { kind: 'elsewhere', who: 'administrator' },
  'edit-request': { kind: 'elsewhere', who: 'program' },
  'command-line': { kind: 'elsewhere', who: 'server' },
};

/** Whether somebody may follow a remedy; where they may not, `refusalOf` says whom to ask. */
export function mayFollow(role: Role, place: RemedyPlace): boolean {
  return 'permission' in place ? mayDo(role, place.permission) : true;
}

/** The server's own sentence for what a role may not do. */
export function refusalOf(role: Role, action: Action): { message: string; remedy: string } {
  const params = { role, action: actions[action] };
  const { message, remedy } = explainRejection(reject('permission-denied', params));
  return { message, remedy };
}
