// Lists of things that live in sheets of the workbook: drafts not sent yet and the last things done.
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SheetReference } from '../commands/commandOutcome.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { nameDocument } from './commandCatalog.ts';
import { capitalize, sayCount } from './writing.ts';
import { sayMoment } from './moments.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
});

export function UnsentDrafts() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { drafts: all, company, companyCode } = useSnapshot();
  const drafts = all.filter((draft) => draft.company === companyCode);
  if (drafts.length === 0) return null;
  return (
    <section className={layout.section} aria-label="Sin enviar">
      <h2 className={layout.heading}>
        {sayCount(drafts.length, 'borrador', 'borradores', company ?? undefined)} sin enviar en este
        archivo
      </h2>
      <ul className={layout.list}>
        {drafts.map(({ sheet, kind, state }) => (
          <li key={sheet.id} className={styles.item}>
            <SheetLink sheet={sheet} />
            <span className={layout.secondary}>
              {nameDocument(kind, company)}
              {state === 'pending' &&
                ' · no llegó la respuesta: pulse «Contabilizar» para saber si entró; no se duplica'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function RecentActions() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { recent } = useSnapshot();
  const now = useNow();
  if (recent.length === 0) return null;
  return (
    <section className={layout.section} aria-label="Últimas acciones">
      <h2 className={layout.heading}>Últimas acciones</h2>
      <ul className={layout.list}>
        {recent.map(({ at, sentence, sheet }) => (
          <li key={`${at.getTime()} ${sentence}`} className={styles.item}>
            <span>{sentence}</span>
            <span className={layout.secondary}>
              {capitalize(sayMoment(at, now))}
              {sheet && ' · '}
              {sheet && <SheetLink sheet={sheet} className={layout.link} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SheetLink({ sheet, className }: { sheet: SheetReference; className?: string }) {
  const { actions } = useAddin();
  const [isGone, setGone] = useState(false);
  if (isGone) return <span>{sheet.name} (la hoja ya no está en el archivo)</span>;
  const open = async () => setGone(!(await actions.openSheet(sheet)));
  return (
    <Link as="button" inline className={className} onClick={() => void open()}>
      {sheet.name}
    </Link>
  );
}
