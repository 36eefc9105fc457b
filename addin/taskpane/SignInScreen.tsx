// The door: which server, who you are.
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import type { Refusal } from './RefusalMessage.tsx';
import { SignInForm } from './SignInForm.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXL}`,
    maxWidth: '400px',
    marginInline: 'auto',
  },
  brand: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  name: { ...typographyStyles.title3, margin: 0 },
  server: { display: 'flex', flexDirection: 'column' },
});

export function SignInScreen() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const { busy } = useSnapshot();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);

  const signIn = async (email: string, password: string) => {
    setRefusals([]);
    setRefusals(refusalsOf(await actions.signIn(email, password)));
  };

  return (
    <main className={styles.screen}>
      <div className={styles.brand}>
        <img src="icons/logo-80.png" width={40} height={40} alt="" />
        <div>
          <h1 className={styles.name}>Cuadre</h1>
          <p className={layout.secondary}>Contabilidad dentro de Excel</p>
        </div>
      </div>
      <SignInForm
        isBusy={busy?.command === 'signIn'}
        refusals={refusals}
        onSignIn={(email, password) => void signIn(email, password)}
      />
      <div className={styles.server}>
        <span className={layout.smallHeading}>Servidor</span>
        <span className={`${layout.secondary} ${layout.breakable}`}>{window.location.origin}</span>
      </div>
    </main>
  );
}
