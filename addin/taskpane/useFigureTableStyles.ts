// Tables of figures: thin rules, figures aligned to the right, totals under a double rule as in a book.
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const thinRule = `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`;

export const useFigureTableStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', ...typographyStyles.caption1 },
  heading: {
    ...typographyStyles.caption1Strong,
    textAlign: 'left',
    verticalAlign: 'bottom',
    color: tokens.colorNeutralForeground2,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  figureHeading: { textAlign: 'right' },
  cell: {
    verticalAlign: 'top',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
    borderBottom: thinRule,
    overflowWrap: 'break-word',
  },
  figure: { textAlign: 'right', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  /** Enough for words; narrower panes scroll the table. */
  words: { minWidth: '104px' },
  nowrap: { whiteSpace: 'nowrap' },
  total: {
    ...typographyStyles.caption1Strong,
    borderTop: `3px double ${tokens.colorNeutralStroke1}`,
    borderBottom: 'none',
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
});
