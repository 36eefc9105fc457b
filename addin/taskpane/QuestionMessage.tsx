// Something the server asks before going on: what would happen, and the verb on the very button.
import { Button, makeStyles } from '@fluentui/react-components';
import type { Question } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { ChoiceMessage } from './ChoiceMessage.tsx';

const useStyles = makeStyles({ text: { display: 'block' } });

export function QuestionMessage({ question, sentence }: { question: Question; sentence: string }) {
  const styles = useStyles();
  const { actions, commands } = useAddin();
  const { busy } = useSnapshot();
  const { consequences, button, options } = question;
  const buttons = (
    <>
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
    </>
  );
  return (
    <ChoiceMessage title={sentence} buttons={buttons}>
      {consequences.map((text) => (
        <span key={text} className={styles.text}>
          {text}
        </span>
      ))}
    </ChoiceMessage>
  );
}
