// Always in sight: whose books, which year, whether the figures are those of now, and who is here.
import { makeStyles, tokens } from '@fluentui/react-components';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useNow, useSnapshot } from './AddinContext.tsx';
import { currentFiscalYear, describeFiscalYear } from './booksState.ts';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { lazyPart } from './LazyPart.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const TopBarMenus = lazyPart(
  'Abriendo los menús…',
  async () => (await import(/* webpackPrefetch: true */ './TopBarMenus.tsx')).TopBarMenus,
);

const useStyles = makeStyles({
  bar: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorNeutralBackground3,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
  },
  /** Their height, so that nothing moves when they come. */
  menus: { minHeight: '24px', minWidth: 0 },
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
      <div className={styles.menus}>
        <TopBarMenus />
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
