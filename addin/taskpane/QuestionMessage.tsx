// Something the server asks before going on: what would happen, and the verb on the very button.
import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { Question } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  bar: { alignItems: 'start', paddingBlock: tokens.spacingVerticalS },
  title: { display: 'block' },
  actions: { marginTop: tokens.spacingVerticalS },
  text: { display: 'block' },
});

export function QuestionMessage({ question, sentence }: { question: Question; sentence: string }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions, commands } = useAddin();
  const { busy } = useSnapshot();
  const { consequences, button, options } = question;
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle className={styles.title}>{sentence}</MessageBarTitle>
        {consequences.map((text) => (
          <span key={text} className={styles.text}>
            {text}
          </span>
        ))}
        <div className={`${layout.actions} ${styles.actions}`}>
          <Button
            size="small"
            disabledFocusable={busy !== null}
            onClick={() => void commands.contabilizar(options)}
          >
            {button}
          </Button>
          <Button size="small" appearance="primary" onClick={actions.dismissOutcome}>
            No contabilizar
          </Button>
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
