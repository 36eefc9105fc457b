// One voucher as the ledger has it, read only: its head, its lines, who touched it last.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useEffect, useRef } from 'react';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { useAddin, useNow } from './AddinContext.tsx';
import { FigureTable } from './FigureTable.tsx';
import { lazyPart } from './LazyPart.tsx';
import { sayMoment } from './moments.ts';
import { RefusalMessage } from './RefusalMessage.tsx';
import { useFigureTableStyles } from './useFigureTableStyles.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { useLedgerQuery } from './useLedgerQuery.ts';
import { nameVoucher } from './VoucherTable.tsx';
import { voucherStateNames } from './voucherFilters.ts';
import { capitalize, sayAmount, sayAmountOrBlank, sayDay, voucherWord } from './writing.ts';

const VoucherActions = lazyPart(
  'Abriendo las acciones…',
  async () => (await import('./VoucherActions.tsx')).VoucherActions,
);

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { outline: 'none' },
  account: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface VoucherDetailProps {
  id: string;
  company: Company;
  onBack: () => void;
}

export function VoucherDetail({ id, company, onBack }: VoucherDetailProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { queries } = useAddin();
  const heading = useRef<HTMLHeadingElement>(null);
  const { value, isReading, refusals } = useLedgerQuery(
    () => queries.getVoucher(id),
    id,
    `${company.ledgerVersion} ${company.draftCount}`,
  );
  // Whoever came by keyboard or by ear goes on reading here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={layout.screen}>
      <div className={styles.head}>
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowLeftRegular />}
          aria-label="Volver a la lista"
          onClick={onBack}
        />
        <h2 ref={heading} tabIndex={-1} className={`${layout.heading} ${styles.title}`}>
          {value ? nameVoucher(value) : capitalize(voucherWord(company))}
        </h2>
      </div>
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      {!value && isReading && (
        <p className={layout.secondary}>Leyendo el {voucherWord(company)}…</p>
      )}
      {value && (
        <>
          <VoucherBody voucher={value} company={company} />
          <VoucherActions key={value.version} voucher={value} company={company} onGone={onBack} />
          <VoucherLines voucher={value} company={company} />
        </>
      )}
    </div>
  );
}

function VoucherBody({ voucher, company }: { voucher: Voucher; company: Company }) {
  const layout = useLayoutStyles();
  const now = useNow();
  const type = company.voucherTypes.find(({ code }) => code === voucher.type)?.name ?? voucher.type;
  const moment = voucher.postedAt ?? voucher.changedAt;
  return (
    <>
      <div>
        <p className={layout.text}>
          {sayDay(voucher.date)} · {type} · {voucherStateNames[voucher.state].singular}
        </p>
        {voucher.description && <p className={layout.text}>{voucher.description}</p>}
        {voucher.reference && <p className={layout.secondary}>Referencia: {voucher.reference}</p>}
        <p className={layout.secondary}>
          {voucher.changedBy}, {sayMoment(moment, now)}
        </p>
      </div>
    </>
  );
}

function VoucherLines({ voucher, company }: { voucher: Voucher; company: Company }) {
  const styles = useStyles();
  const table = useFigureTableStyles();
  const figureHeading = mergeClasses(table.heading, table.figureHeading);
  const figure = mergeClasses(table.cell, table.figure);
  return (
    <FigureTable label={`Líneas del ${voucherWord(company)}`}>
      <thead>
        <tr>
          <th className={mergeClasses(table.heading, table.words)}>Cuenta</th>
          <th className={figureHeading}>Debe</th>
          <th className={figureHeading}>Haber</th>
        </tr>
      </thead>
      <tbody>
        {voucher.lines.map((line) => (
          <tr key={`${line.entry}.${line.line}`}>
            <th scope="row" className={table.cell}>
              <span className={table.strong}>{line.account}</span> {line.accountName}
              <span className={styles.account}>
                {[line.description, line.party, line.costCenter, line.reference]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </th>
            <td className={figure}>{sayAmountOrBlank(line.debit, company)}</td>
            <td className={figure}>{sayAmountOrBlank(line.credit, company)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={mergeClasses(table.cell, table.total)}>
            Total
          </th>
          <td className={mergeClasses(figure, table.total)}>
            {sayAmount(voucher.totals.debit, company)}
          </td>
          <td className={mergeClasses(figure, table.total)}>
            {sayAmount(voucher.totals.credit, company)}
          </td>
        </tr>
      </tfoot>
    </FigureTable>
  );
}
