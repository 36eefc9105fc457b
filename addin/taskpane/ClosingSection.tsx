// Cierre: the fiscal years and the lock, each with what it does in plain words before it is done.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Company } from '../../shared/contract/companies.ts';
import { FiscalYears } from './FiscalYears.tsx';
import { PeriodLock } from './PeriodLock.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({ screen: { gap: tokens.spacingVerticalXXL } });

interface ClosingSectionProps {
  company: Company;
  onShowDrafts: () => void;
}

export function ClosingSection({ company, onShowDrafts }: ClosingSectionProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  return (
    <div className={`${layout.screen} ${styles.screen}`}>
      <PeriodLock company={company} onShowDrafts={onShowDrafts} />
      <FiscalYears company={company} />
    </div>
  );
}
