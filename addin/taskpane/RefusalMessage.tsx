// A refusal as the pane shows it everywhere: what happened and why, then what to do.
import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

export interface Refusal {
  message: string;
  remedy: string;
  /** Not the user's doing and it passes: no connection, session over. */
  isPassing?: boolean;
}

const useStyles = makeStyles({
  bar: { alignItems: 'start', paddingBlock: tokens.spacingVerticalS },
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  remedy: { display: 'block' },
});

interface RefusalMessageProps {
  refusals: readonly Refusal[];
  children?: ReactNode;
}

export function RefusalMessage({ refusals, children }: RefusalMessageProps) {
  const styles = useStyles();
  return (
    <MessageBar
      intent={refusals.every((refusal) => refusal.isPassing) ? 'warning' : 'error'}
      layout="multiline"
      politeness="assertive"
      className={styles.bar}
    >
      <MessageBarBody className={styles.body}>
        {refusals.map((refusal) => (
          <div key={refusal.message}>
            <strong>{refusal.message}</strong>
            <span className={styles.remedy}>{refusal.remedy}</span>
          </div>
        ))}
        {children}
      </MessageBarBody>
    </MessageBar>
  );
}
