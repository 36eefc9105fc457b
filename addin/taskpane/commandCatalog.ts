// The commands as the pane offers them: same names as the ribbon, why one would press each, and
// which ones go first on the sheet the user is in.
import type { Company } from '../../shared/contract/companies.ts';
import type { RibbonCommandName } from '../commands/commandOutcome.ts';
import type { ActiveSheet } from '../state/addinState.ts';
import { capitalize, voucherWord } from './writing.ts';

export interface CommandText {
  name: string;
  explanation: string;
}

/** What each does; the voucher is called as the country does. */
export function commandText(command: RibbonCommandName, company: Company | null): CommandText {
  const text = commandTexts[command];
  if (command !== 'nuevoComprobante') return text;
  return { ...text, name: `Nuevo ${voucherWord(company)}` };
}

const commandTexts: Record<RibbonCommandName, CommandText> = {
  nuevoComprobante: {
    name: 'Nuevo comprobante',
    explanation: 'Añade una hoja preparada para escribirlo',
  },
  validar: {
    name: 'Validar',
    explanation: 'Revisa la hoja sin enviar nada y señala cada celda por corregir',
  },
  contabilizar: {
    name: 'Contabilizar',
    explanation: 'Envía la hoja entera al libro mayor y anota su número',
  },
  saldosIniciales: {
    name: 'Saldos iniciales',
    explanation: 'Añade una hoja donde pegar el balance de partida',
  },
  actualizar: {
    name: 'Actualizar',
    explanation: 'Vuelve a pedir ahora los saldos de las hojas',
  },
  darFormato: {
    name: 'Formato de importe',
    explanation: 'Da decimales y miles a los saldos de la hoja que no tienen formato',
  },
};

export interface CommandOrder {
  /** What the sheet in front of the user asks for, the decisive one last, as in a dialog. */
  forSheet: RibbonCommandName[];
  others: RibbonCommandName[];
}

/** On a document not posted yet one validates and posts; anywhere else one begins something. */
export function orderCommands(active: ActiveSheet | null): CommandOrder {
  const hasDocument = active?.state === 'draft' || active?.state === 'pending';
  if (!hasDocument) {
    return {
      forSheet: [],
      others: [
        'nuevoComprobante',
        'validar',
        'contabilizar',
        'saldosIniciales',
        'actualizar',
        'darFormato',
      ],
    };
  }
  return {
    forSheet: ['validar', 'contabilizar'],
    others: ['nuevoComprobante', 'saldosIniciales', 'actualizar', 'darFormato'],
  };
}

/** «Asiento» or «Comprobante», as the country says it, or «Saldos iniciales». */
export function nameDocument(kind: 'voucher' | 'opening', company: Company | null): string {
  if (kind === 'opening') return 'Saldos iniciales';
  return capitalize(voucherWord(company));
}

/** What the pane says about the sheet in front of the user; null for sheets that are not ours. */
export function describeActiveSheet(
  active: ActiveSheet | null,
  company: Company | null,
): string | null {
  if (!active || active.kind === 'other') return null;
  const document = nameDocument(active.kind, company);
  const label = active.voucherLabel ? `: ${active.voucherLabel}` : '';
  switch (active.state) {
    case 'posted':
      return `${document} · contabilizado${label}`;
    case 'voided':
      return `${document} · anulado${label}`;
    case 'pending':
      return `${document} · sin respuesta todavía: no se sabe si entró`;
    default:
      if (active.voucherLabel) return `${document} · devuelto a borrador${label}`;
      return `${document} · ${active.isSaved ? 'borrador guardado en el servidor' : 'borrador sin enviar'}`;
  }
}
