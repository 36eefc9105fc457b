// «Estado de los libros»: year, lock, drafts and the freshness of the figures, as a table of facts.
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useNow, useSnapshot } from './AddinContext.tsx';
import { listBooksRows } from './booksState.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  facts: { margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  value: { margin: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
});

export function BooksState({ onShowDrafts }: { onShowDrafts: () => void }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { company, figures } = useSnapshot();
  const now = useNow();
  if (!company) return null;
  return (
    <section className={layout.section} aria-label="Estado de los libros">
      <h2 className={layout.heading}>Estado de los libros</h2>
      <dl className={styles.facts}>
        {listBooksRows(company, figures, localDateOfInstant(now), now).map((row) => (
          <div key={row.key} className={styles.row}>
            <dt className={layout.secondary}>{row.name}</dt>
            <dd className={styles.value}>
              {row.key === 'ledgerDrafts' && company.draftCount > 0 ? (
                <Link as="button" onClick={onShowDrafts}>
                  {row.value}
                </Link>
              ) : (
                row.value
              )}
              {row.detail && <div className={layout.secondary}>{row.detail}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
