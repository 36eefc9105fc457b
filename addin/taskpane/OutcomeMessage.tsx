// What the last command did, in words that stay until the person puts them away.
import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { CommandOutcome } from '../commands/commandOutcome.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { capitalize } from './writing.ts';
import { sayMomentInSentence } from './moments.ts';
import { viewOutcome } from './outcomeView.ts';
import { NextButton } from './RemedyButtons.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { WholeNumbers } from './WholeNumbers.tsx';

const useStyles = makeStyles({
  bar: { alignItems: 'start', paddingBlock: tokens.spacingVerticalS },
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  line: { display: 'block' },
  next: { marginBlock: tokens.spacingVerticalXS },
});

export function OutcomeMessage({ outcome }: { outcome: CommandOutcome }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const { session, problems, company } = useSnapshot();
  const now = useNow();
  const person = outcome.posted && session.kind === 'signed-in' ? ` · ${session.user.name}` : '';
  const sheet = outcome.sheet;
  const { intent, sentence, remedy } = viewOutcome(outcome, problems, company?.numberStyle);
  const politeness = outcome.status === 'done' ? 'polite' : 'assertive';
  return (
    <MessageBar intent={intent} layout="multiline" politeness={politeness} className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle className={styles.line}>
          <WholeNumbers text={sentence} />
        </MessageBarTitle>
        {remedy && <span className={styles.line}>{remedy}</span>}
        <NextButton outcome={outcome} className={styles.next} />
        <span className={`${styles.line} ${layout.secondary}`}>
          {capitalize(sayMomentInSentence(outcome.finishedAt, now))}
          {person}
          {sheet && (
            <>
              {' · '}
              <Link
                as="button"
                inline
                className={layout.link}
                onClick={() => void actions.openSheet(sheet)}
              >
                {sheet.name}
              </Link>
            </>
          )}
        </span>
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label="Quitar este mensaje"
            icon={<DismissRegular />}
            onClick={actions.dismissOutcome}
          />
        }
      />
    </MessageBar>
  );
}
