// What is said of a document that the server knows already: nothing is sent, and why.
import { describeFailure } from '../api/apiResult.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { formatLocalDate, localDateOfInstant, parseLocalDate } from '../../shared/localDate.ts';
import { countThings } from '../../shared/text/countThings.ts';
import { reject } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { expiredOutcome, type OutcomeParts } from './commandRunner.ts';
import type { OpenDocument } from './openDocument.ts';
import type { Settled } from './settleSheet.ts';

/** @returns null for a draft: it goes on like any other */
export function settledOutcome(
  open: OpenDocument,
  { standing, document, problems }: Settled,
  company: Company,
): OutcomeParts | null {
  const { sheet } = open;
  const { label = '', date = '', voucherId: id } = document;
  const posted = { id, label, date, sheet };
  switch (standing.kind) {
    case 'same': {
      const said = explainRejection(
        reject('voucher-already-posted', { voucher: label, date }),
        company,
      );
      const { message: sentence, remedy } = said;
      return { status: 'told', sentence, remedy, sheet, posted };
    }
    case 'differs':
      return { ...differsOutcome(open, standing, problems.length, company), problems, posted };
    case 'voided':
      return {
        status: 'refused',
        sentence: `${label} está anulado: ${whoAndWhen(standing.voucher)}. Conserva su número y no cuenta.`,
        remedy: `Para registrar otro, pulse «Nuevo ${voucherWord(company)}».`,
        sheet,
      };
    case 'draft':
      return open.read.document?.state === 'posted'
        ? {
            status: 'told',
            sentence: `${label} volvió a borrador: ${whoAndWhen(standing.voucher)}. Ya no cuenta, y conserva su número.`,
            remedy: 'Corrija la hoja si hace falta y pulse «Contabilizar».',
            sheet,
          }
        : null;
    case 'missing':
      return document.state === 'posted' || document.state === 'voided'
        ? {
            status: 'refused',
            sentence: `El libro de ${company.name} no tiene el ${label} que dice esta hoja.`,
            remedy: `Puede que los libros se hayan recuperado de una copia anterior: pregunte al administrador antes de registrarlo otra vez con «Nuevo ${voucherWord(company)}».`,
            sheet,
          }
        : null;
    case 'unknown': {
      if (standing.failure.kind === 'expired') return { ...expiredOutcome, sheet };
      const { message, remedy } = describeFailure(standing.failure);
      const status = standing.failure.kind === 'unanswered' ? 'offline' : 'failed';
      const sentence = `${message} No se puede saber qué fue de ${label === '' ? 'lo que dice esta hoja' : label}.`;
      return { status, sentence, remedy, sheet };
    }
  }
}

function differsOutcome(
  open: OpenDocument,
  { voucher, isCorrected }: { voucher: Voucher; isCorrected: boolean },
  count: number,
  company: Company,
): OutcomeParts {
  const label = voucher.label ?? '';
  const where = countThings(count, 'diferencia', 'diferencias', company.numberStyle);
  return {
    status: 'refused',
    sentence: isCorrected
      ? `${label} se corrigió en el libro (${whoAndWhen(voucher)}) y esta hoja no lo dice: ${where}.`
      : `${label} está contabilizado y la hoja ya no dice lo mismo: ${where}.`,
    remedy: isCorrected
      ? 'Pulse «Volver a lo contabilizado» para ver en la hoja lo que dice el libro.'
      : 'Pulse «Volver a lo contabilizado», o «Corregir» para llevar el cambio al libro.',
    sheet: open.sheet,
  };
}

function whoAndWhen({ changedBy, changedAt }: Voucher): string {
  const day = localDateOfInstant(new Date(changedAt));
  const date = parseLocalDate(day);
  return `${changedBy}, ${date ? formatLocalDate(date) : day}`;
}

export function voucherWord(company: Company): string {
  return company.vocabulary['voucher'] ?? 'comprobante';
}
