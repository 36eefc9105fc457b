// What is happening and what just happened, above every section: commands also run from the ribbon,
// whatever section is open.
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useSnapshot } from './AddinContext.tsx';
import { DifferenceChoice } from './DifferenceChoice.tsx';
import { QuestionMessage } from './QuestionMessage.tsx';
import { OutcomeMessage } from './OutcomeMessage.tsx';
import { standingOffer } from './outcomeView.ts';
import { splitProblems, summarizeProblems } from './problemGroups.ts';
import { WorkProgress } from './WorkProgress.tsx';

const useStyles = makeStyles({
  area: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0`,
  },
  /** Nothing to show: no space taken. */
  empty: { ':empty': { display: 'none' } },
});

interface ActivityProps {
  isHome: boolean;
  onGoHome: () => void;
}

export function Activity({ isHome, onGoHome }: ActivityProps) {
  const styles = useStyles();
  const { busy, lastOutcome, problems, companyCode, company } = useSnapshot();
  const own = problems.filter((group) => group.company === companyCode);
  const summary = summarizeProblems(splitProblems(own), company?.numberStyle);
  const hasOwnWords = busy?.command === 'signIn';
  const offer = lastOutcome && standingOffer(lastOutcome, problems);
  const question = lastOutcome?.question;
  return (
    <div className={`${styles.area} ${styles.empty}`}>
      {busy && !hasOwnWords && <WorkProgress busy={busy} />}
      {!busy && offer && <DifferenceChoice offer={offer} />}
      {!busy && lastOutcome && question && (
        <QuestionMessage question={question} sentence={lastOutcome.sentence} />
      )}
      {!busy && lastOutcome && !offer && !question && (
        <OutcomeMessage key={lastOutcome.finishedAt.getTime()} outcome={lastOutcome} />
      )}
      {!isHome && summary && (
        <Link as="button" onClick={onGoHome}>
          {summary}: ver en Inicio
        </Link>
      )}
    </div>
  );
}
