// Comprobantes: the vouchers of the company, found by search and chips, opened to their lines.
import { Button, makeStyles } from '@fluentui/react-components';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { Company } from '../../shared/contract/companies.ts';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { currentFiscalYear } from './booksState.ts';
import { RefusalMessage } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { useVoucherPages, type VoucherPages } from './useVoucherPages.ts';
import { VoucherDetail } from './VoucherDetail.tsx';
import { VoucherFilters } from './VoucherFilters.tsx';
import {
  daysOfChoice,
  everyVoucher,
  sayDays,
  voucherStateNames,
  type VoucherFilter,
} from './voucherFilters.ts';
import { VoucherTable } from './VoucherTable.tsx';
import { sayCount, voucherWord, voucherWords } from './writing.ts';

const enoughFound = 50;
const useStyles = makeStyles({ hidden: { display: 'none' }, start: { alignSelf: 'flex-start' } });

interface VouchersSectionProps {
  company: Company;
  filter: VoucherFilter;
  onFilter: (filter: VoucherFilter) => void;
  /** The voucher that somebody came to see. */
  openedFirst: string | null;
}

export function VouchersSection(props: VouchersSectionProps) {
  const { company, filter, onFilter, openedFirst } = props;
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { queries } = useAddin();
  const { connection } = useSnapshot();
  const today = localDateOfInstant(useNow());
  const currentYear = currentFiscalYear(company, today);
  const [search, setSearch] = useState('');
  const [openedId, setOpenedId] = useState<string | null>(openedFirst);
  const opener = useRef<HTMLElement | null>(null);
  const open = (id: string) => {
    opener.current = document.activeElement as HTMLElement | null;
    setOpenedId(id);
  };
  useEffect(() => {
    if (openedId === null) opener.current?.focus();
  }, [openedId]);
  const text = useDeferredValue(search).trim();
  const days = daysOfChoice(filter.dates, today, currentYear);
  const pages = useVoucherPages(
    queries,
    {
      ...(filter.state && { state: filter.state }),
      ...(days.from && { from: days.from }),
      ...(days.to && { to: days.to }),
      ...(text && { text }),
    },
    [company.code, company.ledgerVersion, company.draftCount, connection.state].join(' '),
  );
  return (
    <>
      {openedId && (
        <VoucherDetail id={openedId} company={company} onBack={() => setOpenedId(null)} />
      )}
      {/* The list stays as it was while a voucher is open, so that coming back loses nothing. */}
      <div className={openedId ? styles.hidden : layout.screen}>
        <VoucherFilters
          company={company}
          search={search}
          onSearch={setSearch}
          filter={filter}
          onFilter={onFilter}
          currentYear={currentYear}
          today={today}
        />
        <FoundVouchers
          pages={pages}
          isSearching={text !== ''}
          company={company}
          filterWords={describeFilter(filter, sayDays(days))}
          onShowAll={() => {
            setSearch('');
            onFilter(everyVoucher);
          }}
          onOpen={open}
        />
      </div>
    </>
  );
}

interface FoundVouchersProps {
  pages: VoucherPages;
  isSearching: boolean;
  company: Company;
  filterWords: string;
  onShowAll: () => void;
  onOpen: (id: string) => void;
}

function FoundVouchers(props: FoundVouchersProps) {
  const { pages, isSearching, company, filterWords, onShowAll, onOpen } = props;
  const styles = useStyles();
  const layout = useLayoutStyles();
  const found = pages.vouchers;

  const { readMore, isReading, refusals } = pages;
  const isUnfinished = isSearching && pages.hasMore && found.length < enoughFound;
  const goesOn = isUnfinished && refusals.length === 0;
  useEffect(() => {
    if (goesOn && !isReading) readMore();
  });

  if (refusals.length > 0 && !pages.isReady) {
    return (
      <>
        <RefusalMessage refusals={refusals} />
        <Button className={styles.start} size="small" onClick={pages.readAgain}>
          Reintentar
        </Button>
      </>
    );
  }
  const words = voucherWords(company);
  if (!pages.isReady) return <p className={layout.secondary}>Leyendo {words}…</p>;
  return (
    <>
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      {found.length === 0 && !goesOn && (
        <NoVouchers isFiltered={isSearching || filterWords !== ''} onShowAll={onShowAll} />
      )}
      {found.length > 0 && (
        <div className={layout.section}>
          {filterWords && <p className={layout.secondary}>{filterWords}</p>}
          <VoucherTable vouchers={found} company={company} onOpen={({ id }) => onOpen(id)} />
        </div>
      )}
      {goesOn && (
        <p className={layout.secondary} role="status">
          Buscando…{' '}
          {sayCount(pages.searched, `${voucherWord(company)} leído`, `${words} leídos`, company)}
        </p>
      )}
      {pages.hasMore && !goesOn && (
        <Button disabledFocusable={isReading} onClick={readMore}>
          {isReading ? 'Leyendo más…' : `Ver más ${words}`}
        </Button>
      )}
    </>
  );
}

function NoVouchers({ isFiltered, onShowAll }: { isFiltered: boolean; onShowAll: () => void }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { commands } = useAddin();
  const { busy, company } = useSnapshot();
  const word = voucherWord(company);
  return (
    <div className={layout.section}>
      <h2 className={layout.heading}>
        {isFiltered ? `Ningún ${word} coincide` : `Todavía no hay ${voucherWords(company)}`}
      </h2>
      <p className={layout.text}>
        {isFiltered
          ? 'Cambie la búsqueda o quite los filtros.'
          : `Cada ${word} se escribe en una hoja, se valida y se contabiliza; después aparece aquí.`}
      </p>
      {isFiltered ? (
        <Button className={styles.start} onClick={onShowAll}>
          Ver todos
        </Button>
      ) : (
        <Button
          className={styles.start}
          appearance="primary"
          disabledFocusable={busy !== null}
          onClick={() => void commands.nuevoComprobante()}
        >
          Nuevo {word}
        </Button>
      )}
    </div>
  );
}

/** «Borradores, del 01/03/2025 al 31/03/2025»; empty when everything is shown. */
function describeFilter(filter: VoucherFilter, dayWords: string): string {
  const state = filter.state ? voucherStateNames[filter.state].plural : '';
  const words = [state, dayWords].filter(Boolean).join(', ');
  return words.charAt(0).toLocaleUpperCase('es') + words.slice(1);
}
