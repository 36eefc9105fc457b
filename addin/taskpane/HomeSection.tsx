// Inicio: what is pending, what can be done now, how the books stand, what was done last.
import { useSnapshot } from './AddinContext.tsx';
import { BooksState } from './BooksState.tsx';
import { OtherCommands, SheetCommands } from './Commands.tsx';
import { FirstSteps, useFirstSteps } from './FirstSteps.tsx';
import { FigureNotices } from './FigureNotices.tsx';
import { ProblemsList } from './ProblemsList.tsx';
import { RecentActions, UnsentDrafts } from './SheetLinks.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

export function HomeSection({ onShowDrafts }: { onShowDrafts: () => void }) {
  const layout = useLayoutStyles();
  const { problems, companyCode } = useSnapshot();
  const own = problems.filter(({ company }) => company === companyCode);
  const steps = useFirstSteps();
  return (
    <div className={layout.screen}>
      <SheetCommands />
      <ProblemsList sheets={own} />
      <FigureNotices />
      {steps && <FirstSteps steps={steps} />}
      <OtherCommands />
      <UnsentDrafts />
      <BooksState onShowDrafts={onShowDrafts} />
      <RecentActions />
    </div>
  );
}
