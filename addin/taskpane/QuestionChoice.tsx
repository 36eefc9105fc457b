// What only a person can decide about a sheet: both readings, each on its button with its figure.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { SheetProblem } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  answers: { padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalS}` },
  answer: { textAlign: 'left' },
});

/** Nothing where the problem is settled by correcting the sheet. */
export function QuestionChoice({ problem }: { problem: SheetProblem }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const { busy } = useSnapshot();
  if (!problem.question) return null;
  return (
    <div
      className={`${layout.actions} ${styles.answers}`}
      role="group"
      aria-label={problem.message}
    >
      {problem.question.answers.map(({ answer, label }) => (
        <Button
          key={answer}
          size="small"
          className={styles.answer}
          disabledFocusable={busy !== null}
          onClick={() => void actions.answerQuestion(problem, answer)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
