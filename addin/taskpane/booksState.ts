// «Estado de los libros»: what an accountant checks before touching anything, as rows of name and value.
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import type { FiguresState } from '../state/addinState.ts';
import { describeLastSync } from './connectionSentence.ts';
import { sayMoment } from './moments.ts';
import { capitalize, sayCount, sayDay } from './writing.ts';

export interface BooksRow {
  key: 'fiscalYear' | 'lock' | 'ledgerDrafts' | 'lastPosting' | 'lastSync';
  name: string;
  value: string;
  /** Smaller, under the value. */
  detail?: string;
}

/** The fiscal year that contains today; when none does, the newest. */
export function currentFiscalYear(company: Company, today: LocalDate): FiscalYear | null {
  const containing = company.fiscalYears.find((y) => y.startsOn <= today && today <= y.endsOn);
  if (containing) return containing;
  const newestFirst = [...company.fiscalYears].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1));
  return newestFirst[0] ?? null;
}

/** «Ejercicio 2025 · Abierto», for the bar on top. */
export function describeFiscalYear(year: FiscalYear | null, word = 'ejercicio'): string {
  if (!year) return `Sin ${word}`;
  return `${capitalize(word)} ${year.name} · ${year.state === 'open' ? 'Abierto' : 'Cerrado'}`;
}

export function listBooksRows(
  company: Company,
  figures: FiguresState,
  today: LocalDate,
  now: Date,
): BooksRow[] {
  const year = currentFiscalYear(company, today);
  return [
    {
      key: 'fiscalYear',
      name: capitalize(company.vocabulary['fiscalYear'] ?? 'ejercicio'),
      value: year ? `${year.name} · ${year.state === 'open' ? 'Abierto' : 'Cerrado'}` : 'Ninguno',
      detail: year
        ? `Del ${sayDay(year.startsOn)} al ${sayDay(year.endsOn)}`
        : 'Sin él no se puede contabilizar',
    },
    describeLock(company, now),
    {
      key: 'ledgerDrafts',
      name: 'Borradores guardados',
      value:
        company.draftCount === 0
          ? 'Ninguno'
          : sayCount(company.draftCount, 'borrador', 'borradores', company),
    },
    company.lastPosting
      ? {
          key: 'lastPosting',
          name: 'Último contabilizado',
          value: company.lastPosting.voucher,
          detail: capitalize(sayMoment(company.lastPosting.postedAt, now)),
        }
      : { key: 'lastPosting', name: 'Último contabilizado', value: 'Ninguno todavía' },
    {
      key: 'lastSync',
      name: 'Saldos en las hojas',
      value: figures.staleSince
        ? `Sin comprobar desde ${sayMoment(figures.staleSince, now)}`
        : figures.subscriptions === 0
          ? 'Ninguno'
          : sayCount(figures.subscriptions, 'saldo al día', 'saldos al día', company),
      ...(figures.subscriptions > 0 && { detail: describeLastSync(figures, now) }),
    },
  ];
}

function describeLock({ lock }: Company, now: Date): BooksRow {
  if (!lock) return { key: 'lock', name: 'Bloqueo', value: 'Ningún período bloqueado' };
  return {
    key: 'lock',
    name: 'Bloqueo',
    value: `Hasta el ${sayDay(lock.lockedThrough)}`,
    detail: `${lock.lockedBy}, ${sayMoment(lock.lockedAt, now)}`,
  };
}
