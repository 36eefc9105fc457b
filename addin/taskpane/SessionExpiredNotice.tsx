// The session ended while the person worked: they sign in again right here and lose nothing.
import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { sayMomentInSentence } from './moments.ts';
import type { Refusal } from './RefusalMessage.tsx';
import { SignInForm } from './SignInForm.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  title: { display: 'block' },
  body: { whiteSpace: 'normal' },
});

export function SessionExpiredNotice() {
  const styles = useStyles();
  const { actions } = useAddin();
  const { session, busy } = useSnapshot();
  const now = useNow();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  if (session.kind !== 'expired') return null;

  const signIn = async (email: string, password: string) => {
    setRefusals([]);
    setRefusals(refusalsOf(await actions.signIn(email, password)));
  };

  return (
    <section className={styles.card} aria-label="Sesión terminada">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody className={styles.body}>
          <MessageBarTitle className={styles.title}>
            Su sesión terminó {sayMomentInSentence(session.since, now)}.
          </MessageBarTitle>
          Las hojas conservan lo escrito y los últimos saldos. Inicie sesión para seguir donde
          estaba.
        </MessageBarBody>
      </MessageBar>
      <SignInForm
        email={session.email}
        isBusy={busy?.command === 'signIn'}
        refusals={refusals}
        onSignIn={(email, password) => void signIn(email, password)}
      />
    </section>
  );
}
