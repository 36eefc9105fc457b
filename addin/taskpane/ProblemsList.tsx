// What is wrong in the sheets and what would be right, one press away from each cell. Errors first;
// notices apart and calmer, since they stop nothing.
import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { InfoRegular } from '@fluentui/react-icons/svg/info';
import { useState } from 'react';
import type { SheetProblem } from '../commands/commandOutcome.ts';
import type { SheetProblems } from '../state/addinState.ts';
import { formatMoney } from '../../shared/money.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { splitProblems, summarizeProblems, type ProblemGroup } from './problemGroups.ts';
import { QuestionChoice } from './QuestionChoice.tsx';
import { RemedyButtons } from './RemedyButtons.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { WholeNumbers } from './WholeNumbers.tsx';
import { sayCount } from './writing.ts';

/** More than anybody reads at once; the rest waits behind a button. */
const shownAtOnce = 50;

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  sheet: { ...typographyStyles.caption1Strong, margin: 0, overflowWrap: 'anywhere' },
  item: { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  button: {
    width: '100%',
    justifyContent: 'flex-start',
    alignItems: 'flex-start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    border: 'none',
  },
  content: { display: 'flex', gap: tokens.spacingHorizontalS, minWidth: 0, width: '100%' },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase300 },
  error: { color: tokens.colorStatusDangerForeground1 },
  notice: { color: tokens.colorNeutralForeground2 },
  words: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  message: { ...typographyStyles.body1 },
  calm: { ...typographyStyles.caption1 },
  cell: {
    ...typographyStyles.caption1Strong,
    flexShrink: 0,
    color: tokens.colorNeutralForeground2,
    lineHeight: tokens.lineHeightBase300,
  },
});

export function ProblemsList({ sheets }: { sheets: readonly SheetProblems[] }) {
  const layout = useLayoutStyles();
  const lists = splitProblems(sheets);
  const { company } = useSnapshot();
  const summary = summarizeProblems(lists, company?.numberStyle);
  if (!summary) return null;
  return (
    <section className={layout.section} aria-label="Problemas">
      <h2 className={layout.heading}>
        <span role="status">{summary}</span>
      </h2>
      {lists.errors.map((group) => (
        <ProblemsOfSheet key={group.sheet.id} group={group} severity="error" />
      ))}
      {lists.noticeCount > 0 && lists.errorCount > 0 && (
        <h3 className={layout.secondary}>Avisos: conviene mirarlos, no impiden contabilizar</h3>
      )}
      {lists.notices.map((group) => (
        <ProblemsOfSheet key={group.sheet.id} group={group} severity="notice" />
      ))}
    </section>
  );
}

interface ProblemsOfSheetProps {
  group: ProblemGroup;
  severity: SheetProblem['severity'];
}

function ProblemsOfSheet({ group, severity }: ProblemsOfSheetProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { company } = useSnapshot();
  const style = company?.numberStyle;
  const [limit, setLimit] = useState(shownAtOnce);
  const hidden = group.problems.length - limit;
  return (
    <div className={styles.group}>
      <p className={styles.sheet}>
        {group.sheet.name} · {formatMoney(BigInt(group.problems.length), 0, style)}
      </p>
      <ul className={layout.list}>
        {group.problems.slice(0, limit).map((problem) => (
          <li key={problem.key} className={styles.item}>
            <ProblemButton problem={problem} severity={severity} />
            <QuestionChoice problem={problem} />
          </li>
        ))}
      </ul>
      {severity === 'error' && <RemedyButtons problems={group.problems} sheet={group.sheet} />}
      {hidden > 0 && (
        <Button size="small" onClick={() => setLimit(limit + shownAtOnce)}>
          Ver {sayCount(Math.min(hidden, shownAtOnce), 'más', 'más')} (
          {sayCount(hidden, 'queda', 'quedan', company ?? undefined)})
        </Button>
      )}
    </div>
  );
}

function ProblemButton({
  problem,
  severity,
}: {
  problem: SheetProblem;
  severity: SheetProblem['severity'];
}) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const isError = severity === 'error';
  const Icon = isError ? ErrorCircleFilled : InfoRegular;
  return (
    <Button
      appearance="subtle"
      className={styles.button}
      onClick={() => void actions.selectProblem(problem)}
    >
      <span className={styles.content}>
        <span className={mergeClasses(styles.icon, isError ? styles.error : styles.notice)}>
          <Icon aria-label={isError ? 'Error' : 'Aviso'} />
        </span>
        <span className={styles.words}>
          <span className={isError ? styles.message : styles.calm}>
            <WholeNumbers text={problem.message} />
          </span>
          <span className={layout.secondary}>{problem.remedy}</span>
        </span>
        <span className={styles.cell}>{problem.cell ?? 'Hoja'}</span>
      </span>
    </Button>
  );
}
