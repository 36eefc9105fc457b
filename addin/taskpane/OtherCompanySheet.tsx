// The sheet in front belongs to another company than the one that is open: nothing of it is done or shown
// as this one's, and its own company is one press away.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ActiveSheet } from '../state/addinState.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStroke1}`,
  },
});

export function OtherCompanySheet({ active }: { active: ActiveSheet }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const { session, company, busy } = useSnapshot();
  const companies = session.kind === 'signed-in' ? session.companies : [];
  const own = companies.find(({ code }) => code === active.company);
  return (
    <section className={styles.card} aria-label="Hoja de otra empresa">
      <div>
        <h2 className={`${layout.heading} ${layout.breakable}`}>{active.sheet.name}</h2>
        <p className={layout.secondary}>
          Es una hoja de {own?.name ?? active.company}, y está abierta {company?.name}.
        </p>
      </div>
      {own ? (
        <Button
          size="small"
          disabledFocusable={busy !== null}
          onClick={() => void actions.chooseCompany(own.code)}
        >
          Abrir {own.name}
        </Button>
      ) : (
        <p className={layout.secondary}>
          Usted no tiene acceso a esa empresa. Pídalo a su administrador.
        </p>
      )}
    </section>
  );
}
