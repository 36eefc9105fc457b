// A table of figures that scrolls by itself when the pane is narrower than its amounts (200 % zoom).
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFigureTableStyles } from './useFigureTableStyles.ts';

const useStyles = makeStyles({
  scroller: {
    overflowX: 'auto',
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: tokens.strokeWidthThick,
    },
  },
});

export function FigureTable({ label, children }: { label: string; children: ReactNode }) {
  const styles = useStyles();
  const table = useFigureTableStyles();
  return (
    <div className={styles.scroller} role="region" aria-label={label} tabIndex={0}>
      <table className={table.table}>{children}</table>
    </div>
  );
}
