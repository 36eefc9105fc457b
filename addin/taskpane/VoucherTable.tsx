// Vouchers as rows: day, number and what it was for, amount; the total of those shown at the foot.
import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Company } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import { FigureTable } from './FigureTable.tsx';
import { useFigureTableStyles } from './useFigureTableStyles.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { voucherStateNames } from './voucherFilters.ts';
import {
  capitalize,
  sayAmount,
  sayCount,
  sayDay,
  saySum,
  voucherWord,
  voucherWords,
} from './writing.ts';

const useStyles = makeStyles({
  description: { display: 'block', color: tokens.colorNeutralForeground2 },
  number: { fontSize: 'inherit' },
});

interface VoucherTableProps {
  vouchers: readonly VoucherSummary[];
  company: Company;
  onOpen: (voucher: VoucherSummary) => void;
}

export function VoucherTable({ vouchers, company, onOpen }: VoucherTableProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const table = useFigureTableStyles();
  const figureHeading = mergeClasses(table.heading, table.figureHeading);
  const figure = mergeClasses(table.cell, table.figure);
  return (
    <FigureTable label={`Lista de ${voucherWords(company)}`}>
      <thead>
        <tr>
          <th className={table.heading}>Fecha</th>
          <th className={mergeClasses(table.heading, table.words)}>
            {capitalize(voucherWord(company))}
          </th>
          <th className={figureHeading}>Importe</th>
        </tr>
      </thead>
      <tbody>
        {vouchers.map((voucher) => (
          <tr key={voucher.id}>
            <td className={mergeClasses(table.cell, table.nowrap)}>{sayDay(voucher.date)}</td>
            <th scope="row" className={table.cell}>
              <Link as="button" className={styles.number} onClick={() => onOpen(voucher)}>
                {nameVoucher(voucher)}
              </Link>
              {voucher.label && voucher.state === 'voided' && (
                <span className={layout.secondary}> · Anulado</span>
              )}
              <span className={styles.description}>{voucher.description || 'Sin descripción'}</span>
            </th>
            <td className={figure}>{sayAmount(voucher.totals.debit, company)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2} className={mergeClasses(table.cell, table.total)}>
            {sayCount(vouchers.length, voucherWord(company), voucherWords(company), company)}
          </th>
          <td className={mergeClasses(figure, table.total)}>
            {saySum(
              vouchers.filter((v) => v.state !== 'voided').map((v) => v.totals.debit),
              company,
            )}
          </td>
        </tr>
      </tfoot>
    </FigureTable>
  );
}

export function nameVoucher({ label, state }: Pick<VoucherSummary, 'label' | 'state'>): string {
  return label ?? voucherStateNames[state].singular;
}
