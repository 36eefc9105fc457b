// The whole pane: which screen the session asks for, in which light.
import { AriaLiveAnnouncer, FluentProvider, makeStyles } from '@fluentui/react-components';
import type { Addin } from '../addin.ts';
import { AddinProvider, useSnapshot } from './AddinContext.tsx';
import { CompanyChooser } from './CompanyChooser.tsx';
import { CompanyOpening } from './CompanyOpening.tsx';
import { SignInScreen } from './SignInScreen.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { usePaneTheme, type PaneTheme } from './usePaneTheme.ts';
import { Workspace } from './Workspace.tsx';

// Not on FluentProvider: it copies its classes to every menu and dialog, which would then fill the pane.
const useStyles = makeStyles({ ground: { minHeight: '100vh' } });

export function App({ addin }: { addin: Addin }) {
  const styles = useStyles();
  const paneTheme = usePaneTheme();
  return (
    <FluentProvider theme={paneTheme.theme}>
      <div className={styles.ground}>
        <AriaLiveAnnouncer>
          <AddinProvider addin={addin}>
            <CurrentScreen paneTheme={paneTheme} />
          </AddinProvider>
        </AriaLiveAnnouncer>
      </div>
    </FluentProvider>
  );
}

function CurrentScreen({ paneTheme }: { paneTheme: PaneTheme }) {
  const layout = useLayoutStyles();
  const { session, company, companyCode } = useSnapshot();
  if (session.kind === 'starting') {
    return (
      <main className={layout.screen}>
        <h1 className={layout.onlyHeard}>Cuadre</h1>
        <p className={layout.text}>Abriendo su sesión…</p>
      </main>
    );
  }
  if (session.kind === 'signed-out') return <SignInScreen />;
  // A session that ended keeps its company on screen: nothing is lost (Workspace asks for the password).
  if (company) return <Workspace key={company.code} company={company} paneTheme={paneTheme} />;
  if (session.kind === 'expired') return <CompanyOpening />;
  return companyCode ? <CompanyOpening /> : <CompanyChooser companies={session.companies} />;
}
