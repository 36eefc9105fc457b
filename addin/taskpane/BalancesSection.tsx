// Saldos: the trial balance of a period, live, to look something up without leaving the sheet.
import { Button, Field, SearchBox, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';
import type { TrialBalance } from '../../shared/contract/balances.ts';
import type { Company } from '../../shared/contract/companies.ts';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { initialBalancePeriod, listBalancePeriods } from './balancePeriods.ts';
import { RefusalMessage } from './RefusalMessage.tsx';
import { searchAccounts } from './trialBalanceFilters.ts';
import { TrialBalanceTable, type FigureColumns } from './TrialBalanceTable.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { useLedgerQuery } from './useLedgerQuery.ts';
import { capitalize } from './writing.ts';

const useStyles = makeStyles({
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  choice: {
    flexGrow: 1,
    flexBasis: '130px',
    minWidth: 0,
    // Not as wide as the longest choice: the fields would overlap.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& select': { minWidth: 0 },
  },
  search: { maxWidth: '100%', width: '100%', '& input': { minWidth: 0 } },
  start: { alignSelf: 'flex-start' },
});

/** `leaves` and levels from the top; the deepest chart has five or six. */
const depths = ['leaves', '1', '2', '3', '4', 'all'] as const;
type Depth = (typeof depths)[number];
const depthNames: Record<Depth, string> = {
  leaves: 'Solo de detalle',
  '1': 'Nivel 1',
  '2': 'Hasta nivel 2',
  '3': 'Hasta nivel 3',
  '4': 'Hasta nivel 4',
  all: 'Todas',
};

export function BalancesSection({ company }: { company: Company }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { queries } = useAddin();
  const { connection } = useSnapshot();
  const today = localDateOfInstant(useNow());
  const groups = listBalancePeriods(company.fiscalYears, today);
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [depth, setDepth] = useState<Depth>('leaves');
  const [columns, setColumns] = useState<FigureColumns>('balances');
  const [search, setSearch] = useState('');
  const shownSearch = useDeferredValue(search);
  const period =
    groups.flatMap((group) => group.periods).find(({ key }) => key === chosenKey) ??
    initialBalancePeriod(groups, today);

  const query = useLedgerQuery<TrialBalance | null>(
    async () => {
      if (!period) return { ok: true, value: null };
      return queries.getTrialBalance({
        from: period.from,
        to: period.to,
        rows: depth === 'leaves' ? 'leaves' : 'all',
        ...(depth === 'leaves' || depth === 'all' ? {} : { level: Number(depth) }),
      });
    },
    [company.code, period?.key, depth].join(' '),
    [company.ledgerVersion, company.settingsVersion, connection.state].join(' '),
  );

  if (!period) {
    return (
      <div className={layout.screen}>
        <h2 className={layout.heading}>Todavía no hay ejercicios</h2>
        <p className={layout.text}>Cree el primero en Inicio; después verá aquí sus saldos.</p>
      </div>
    );
  }
  const title = capitalize(company.vocabulary['trialBalance'] ?? 'balance de comprobación');
  return (
    <div className={layout.screen}>
      <section className={layout.section} aria-label="Qué saldos">
        <h2 className={layout.heading}>{title}</h2>
        <div className={styles.choices}>
          <Field label="Período" size="small" className={styles.choice}>
            <Select value={period.key} onChange={(_, data) => setChosenKey(data.value)}>
              {groups.map((group) => (
                <optgroup key={group.name} label={group.name}>
                  {group.periods.map(({ key, name }) => (
                    <option key={key} value={key}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          </Field>
          <Field label="Cuentas" size="small" className={styles.choice}>
            <Select value={depth} onChange={(_, data) => setDepth(data.value as Depth)}>
              {depths.map((choice) => (
                <option key={choice} value={choice}>
                  {depthNames[choice]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Columnas" size="small" className={styles.choice}>
            <Select value={columns} onChange={(_, data) => setColumns(data.value as FigureColumns)}>
              <option value="balances">Inicial y final</option>
              <option value="movements">Debe y haber</option>
            </Select>
          </Field>
        </div>
        <SearchBox
          className={styles.search}
          placeholder="Código o nombre de cuenta"
          aria-label="Buscar cuentas"
          value={search}
          onChange={(_, data) => setSearch(data.value)}
        />
      </section>
      {query.refusals.length > 0 && (
        <>
          <RefusalMessage refusals={query.refusals} />
          <Button size="small" className={styles.start} onClick={query.readAgain}>
            Reintentar
          </Button>
        </>
      )}
      {!query.value && query.isReading && <p className={layout.secondary}>Leyendo saldos…</p>}
      {query.value && (
        <TrialBalanceTable
          balance={query.value}
          rows={searchAccounts(query.value.rows, shownSearch)}
          columns={columns}
          company={company}
        />
      )}
    </div>
  );
}
