// Always in sight: whose books, which year, whether the figures are those of now, and who is here.
import { makeStyles, tokens } from '@fluentui/react-components';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useNow, useSnapshot } from './AddinContext.tsx';
import { currentFiscalYear, describeFiscalYear } from './booksState.ts';
import { CompanySwitcher } from './CompanySwitcher.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { UserMenu } from './UserMenu.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  bar: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorNeutralBackground3,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalXS,
  },
});

export function TopBar() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { company } = useSnapshot();
  const today = localDateOfInstant(useNow());
  return (
    <header className={styles.bar}>
      <div className={styles.row}>
        <CompanySwitcher />
        <UserMenu />
      </div>
      <div className={styles.facts}>
        {company && (
          <span className={layout.secondary}>
            {describeFiscalYear(
              currentFiscalYear(company, today),
              company.vocabulary['fiscalYear'],
            )}
          </span>
        )}
        <ConnectionStatus />
      </div>
    </header>
  );
}
