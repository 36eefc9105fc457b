// Search on top and chips below it: state and dates of the vouchers shown.
import {
  Field,
  Input,
  SearchBox,
  ToggleButton,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import { voucherWords } from './writing.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { isDateOrPeriod, voucherStateNames, type VoucherFilter } from './voucherFilters.ts';

const useStyles = makeStyles({
  search: { maxWidth: '100%', width: '100%', '& input': { minWidth: 0 } },
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  chip: { minWidth: 0 },
  dates: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  date: {
    flexGrow: 1,
    flexBasis: '120px',
    minWidth: 0,
    // Not as wide as the browser makes an input: the second would leave the pane.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& input': { minWidth: 0 },
  },
});

interface VoucherFiltersProps {
  company: Company;
  search: string;
  onSearch: (text: string) => void;
  filter: VoucherFilter;
  onFilter: (filter: VoucherFilter) => void;
  currentYear: FiscalYear | null;
  today: LocalDate;
}

export function VoucherFilters(props: VoucherFiltersProps) {
  const { company, search, onSearch, filter, onFilter, currentYear, today } = props;
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { dates } = filter;
  const chip = (name: string, isOn: boolean, on: VoucherFilter, off: VoucherFilter) => (
    <ToggleButton
      key={name}
      size="small"
      shape="circular"
      className={styles.chip}
      checked={isOn}
      icon={isOn ? <CheckmarkRegular /> : null}
      onClick={() => onFilter(isOn ? off : on)}
    >
      {name}
    </ToggleButton>
  );
  const dateChip = (name: string, choice: VoucherFilter['dates']) =>
    chip(
      name,
      dates.kind === choice.kind,
      { ...filter, dates: choice },
      { ...filter, dates: { kind: 'all' } },
    );
  return (
    <search className={layout.section}>
      <SearchBox
        className={styles.search}
        placeholder="Número, concepto, cuenta, tercero, importe"
        aria-label={`Buscar ${voucherWords(company)}`}
        value={search}
        onChange={(_, data) => onSearch(data.value)}
      />
      <div className={styles.chips} role="group" aria-label="Filtros">
        {(['draft', 'posted', 'voided'] as const).map((state) =>
          chip(
            voucherStateNames[state].plural,
            filter.state === state,
            { ...filter, state },
            { ...filter, state: null },
          ),
        )}
        {dateChip('Este mes', { kind: 'month' })}
        {currentYear && dateChip(`Ejercicio ${currentYear.name}`, { kind: 'fiscalYear' })}
        {dateChip('Fechas…', { kind: 'range', from: '', to: '' })}
      </div>
      {dates.kind === 'range' && (
        <div className={styles.dates}>
          {(['from', 'to'] as const).map((side) => (
            <Field
              key={side}
              label={side === 'from' ? 'Desde' : 'Hasta'}
              size="small"
              className={styles.date}
              {...(!isDateOrPeriod(dates[side], today) && {
                validationMessage: 'Escriba 31/03/2025, 03/2025 o 2025.',
              })}
            >
              <Input
                placeholder="dd/mm/aaaa"
                value={dates[side]}
                onChange={(_, data) =>
                  onFilter({ ...filter, dates: { ...dates, [side]: data.value } })
                }
              />
            </Field>
          ))}
        </div>
      )}
    </search>
  );
}
