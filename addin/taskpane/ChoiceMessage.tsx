// What waits for a choice of the user: what is at stake, and the buttons that settle it.
import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  bar: { alignItems: 'start', paddingBlock: tokens.spacingVerticalS },
  title: { display: 'block' },
  buttons: { marginTop: tokens.spacingVerticalS },
});

export interface ChoiceMessageProps {
  title: ReactNode;
  buttons: ReactNode;
  children: ReactNode;
}

export function ChoiceMessage({ title, buttons, children }: ChoiceMessageProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle className={styles.title}>{title}</MessageBarTitle>
        {children}
        <div className={`${layout.actions} ${styles.buttons}`}>{buttons}</div>
      </MessageBarBody>
    </MessageBar>
  );
}
