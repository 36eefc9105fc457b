// The rows of a trial balance, two figures at a time because the pane is narrow, and its proof at the foot.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { TrialBalance, TrialBalanceRow } from '../../shared/contract/balances.ts';
import type { Company } from '../../shared/contract/companies.ts';
import { FigureTable } from './FigureTable.tsx';
import { isInBalance } from './trialBalanceFilters.ts';
import { useFigureTableStyles } from './useFigureTableStyles.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { sayAmount, sayAmountOrBlank, sayDay } from './writing.ts';

export type FigureColumns = 'balances' | 'movements';

const columnNames: Record<FigureColumns, [string, string]> = {
  balances: ['Inicial', 'Final'],
  movements: ['Debe', 'Haber'],
};

const useStyles = makeStyles({
  totalAccount: { fontWeight: tokens.fontWeightSemibold },
  code: { fontWeight: tokens.fontWeightSemibold },
  note: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface TrialBalanceTableProps {
  balance: TrialBalance;
  /** The rows to show, when a search keeps only some. */
  rows: readonly TrialBalanceRow[];
  columns: FigureColumns;
  company: Company;
}

export function TrialBalanceTable({ balance, rows, columns, company }: TrialBalanceTableProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const table = useFigureTableStyles();
  const heading = mergeClasses(table.heading, table.figureHeading);
  const figure = mergeClasses(table.cell, table.figure);
  const [firstName, secondName] = columnNames[columns];
  if (balance.rows.length === 0) {
    return <p className={layout.text}>Ninguna cuenta tiene saldo ni movimiento en este período.</p>;
  }
  if (rows.length === 0) {
    return <p className={layout.text}>Ninguna cuenta con saldo coincide con la búsqueda.</p>;
  }
  const totals = figuresOf(balance.totals, columns);
  return (
    <div className={layout.section}>
      <FigureTable label="Saldos">
        <thead>
          <tr>
            <th className={mergeClasses(table.heading, table.words)}>Cuenta</th>
            <th className={heading}>{firstName}</th>
            <th className={heading}>{secondName}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const [first, second] = figuresOf(row, columns);
            const weight = row.isPostable ? undefined : styles.totalAccount;
            return (
              <tr key={row.code}>
                <th scope="row" className={mergeClasses(table.cell, weight)}>
                  <span className={styles.code}>{row.code}</span> {row.name}
                  {row.virtual && (
                    <span className={styles.note}>
                      Incluye {sayAmount(row.virtual, company)} de ejercicios anteriores sin cerrar
                    </span>
                  )}
                </th>
                <td className={mergeClasses(figure, weight)}>{sayAmountOrBlank(first, company)}</td>
                <td className={mergeClasses(figure, weight)}>
                  {sayAmountOrBlank(second, company)}
                </td>
              </tr>
            );
          })}
        </tbody>
        {rows.length === balance.rows.length && (
          <tfoot>
            <tr>
              <th scope="row" className={mergeClasses(table.cell, table.total)}>
                {isInBalance(balance, company.minorDigits) ? 'Total: cuadra' : 'Total: no cuadra'}
              </th>
              {totals.map((total, index) => (
                <td key={index} className={mergeClasses(figure, table.total)}>
                  {sayAmount(total, company)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </FigureTable>
      <p className={layout.secondary}>
        Del {sayDay(balance.from)} al {sayDay(balance.to)} · versión {balance.ledgerVersion} del
        libro mayor
      </p>
    </div>
  );
}

function figuresOf(
  amounts: Pick<TrialBalanceRow, 'opening' | 'debit' | 'credit' | 'closing'>,
  columns: FigureColumns,
): [string, string] {
  return columns === 'balances'
    ? [amounts.opening, amounts.closing]
    : [amounts.debit, amounts.credit];
}
