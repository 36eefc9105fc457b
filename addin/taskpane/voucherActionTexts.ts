// The actions of a voucher by its state, each with what will happen, in plain words.
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import type { Action } from '../../shared/permissions.ts';
import { sayAmount, sayCount, sayDay } from './writing.ts';

export interface VoucherAction {
  key: 'sheet' | 'post' | 'unpost' | 'void' | 'delete';
  name: string;
  verb: string;
  /** Empty: it is done at once, and can be undone. */
  consequences: string[];
  asksReason: boolean;
  permission: Action;
}

export function listVoucherActions(voucher: Voucher, company: Company): VoucherAction[] {
  const { state, label } = voucher;
  if (state === 'posted') {
    return [
      openIn('Corregir en una hoja', 'post'),
      takeBack(voucher, company),
      voidIt(voucher, company),
    ];
  }
  if (state === 'voided') return [];
  return [
    openIn('Abrir en una hoja', 'draft'),
    {
      ...{ key: 'post', name: 'Contabilizar', verb: 'Contabilizar' },
      ...{ consequences: [], asksReason: false, permission: 'post' },
    },
    ...(label === null ? [deleteIt(voucher, company)] : []),
  ];
}

function openIn(name: string, permission: Action): VoucherAction {
  return { key: 'sheet', name, verb: name, consequences: [], asksReason: false, permission };
}

function takeBack(voucher: Voucher, company: Company): VoucherAction {
  return {
    key: 'unpost',
    name: 'Devolver a borrador',
    verb: `Devolver ${voucher.label} a borrador`,
    consequences: [
      `${describe(voucher, company)} dejan de contar en los saldos con fecha ${sayDay(voucher.date)}.`,
      `Conserva el número ${voucher.label} y hay que contabilizarlo otra vez.`,
    ],
    asksReason: true,
    permission: 'post',
  };
}

function voidIt(voucher: Voucher, company: Company): VoucherAction {
  return {
    key: 'void',
    name: 'Anular',
    verb: `Anular ${voucher.label}`,
    consequences: [
      `${describe(voucher, company)} dejan de contar en los saldos con fecha ${sayDay(voucher.date)}.`,
      `El número ${voucher.label} queda como anulado y no se usa para otro. No puede deshacerse.`,
    ],
    asksReason: true,
    permission: 'post',
  };
}

function deleteIt(voucher: Voucher, company: Company): VoucherAction {
  return {
    key: 'delete',
    name: 'Borrar',
    verb: 'Borrar el borrador',
    consequences: [
      `Se borra el borrador con ${sayCount(voucher.lineCount, 'línea', 'líneas', company)}; no tiene número ni cuenta en los saldos.`,
    ],
    asksReason: false,
    permission: 'draft',
  };
}

/** «Sus 4 líneas, por 1.210,00,». */
function describe(voucher: Voucher, company: Company): string {
  const lines = sayCount(voucher.lineCount, 'línea', 'líneas', company);
  return `Sus ${lines}, por ${sayAmount(voucher.totals.debit, company)},`;
}
