// E17: the fiscal years with their dates and state; created, re-dated while nothing is left outside, and
// deleted while they are empty (E02, E03, E08, E09).
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import { mayDo } from '../../shared/permissions.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { FiscalYearForm } from './FiscalYearForm.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import type { Refusal } from './RefusalMessage.tsx';
import { refusalOf } from './remedyCatalog.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { capitalize, sayDay } from './writing.ts';

const useStyles = makeStyles({
  year: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  start: { alignSelf: 'flex-start' },
});

type Opened = { kind: 'new' } | { kind: 'change' | 'delete'; year: FiscalYear } | null;

export function FiscalYears({ company }: { company: Company }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const [opened, setOpened] = useState<Opened>(null);
  const word = company.vocabulary['fiscalYear'] ?? 'ejercicio';
  const mayEdit = mayDo(company.role, 'editYears');
  const [said, setSaid] = useState('');
  const open = (next: Opened) => {
    setOpened(next);
    setSaid('');
  };
  const close = () => setOpened(null);
  const finish = (sentence: string) => {
    close();
    setSaid(sentence);
  };
  return (
    <section className={layout.section} aria-label={`${capitalize(word)}s`}>
      <h2 className={layout.heading}>{capitalize(word)}s</h2>
      {company.fiscalYears.length === 0 && (
        <p className={layout.text}>Ninguno todavía: sin él ninguna fecha es válida.</p>
      )}
      <ul className={layout.list}>
        {company.fiscalYears.map((year) => (
          <li key={year.id} className={styles.year}>
            <div>
              <strong>{year.name}</strong>
              <div className={layout.secondary}>
                {sayDay(year.startsOn)} a {sayDay(year.endsOn)} ·{' '}
                {year.state === 'open' ? 'Abierto' : 'Cerrado'}
              </div>
            </div>
            {mayEdit && year.state === 'open' && (
              <div className={layout.actions}>
                <Button
                  size="small"
                  aria-label={`Cambiar ${year.name}`}
                  onClick={() => open({ kind: 'change', year })}
                >
                  Cambiar…
                </Button>
                <Button
                  size="small"
                  aria-label={`Borrar ${year.name}`}
                  onClick={() => open({ kind: 'delete', year })}
                >
                  Borrar…
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {!mayEdit && (
        <p className={layout.secondary}>
          {Object.values(refusalOf(company.role, 'editYears')).join(' ')}
        </p>
      )}
      {mayEdit && opened === null && (
        <Button className={styles.start} size="small" onClick={() => open({ kind: 'new' })}>
          Crear un {word}…
        </Button>
      )}
      {said !== '' && (
        <p className={layout.text} role="status">
          {said}
        </p>
      )}
      {opened?.kind === 'delete' && (
        <DeleteYear year={opened.year} word={word} onClose={close} onDone={finish} />
      )}
      {(opened?.kind === 'new' || opened?.kind === 'change') && (
        <FiscalYearForm
          key={opened.kind === 'change' ? opened.year.id : 'new'}
          company={company}
          year={opened.kind === 'change' ? opened.year : null}
          onClose={close}
          onDone={finish}
        />
      )}
    </section>
  );
}

interface DeleteYearProps {
  year: FiscalYear;
  word: string;
  onClose: () => void;
  onDone: (sentence: string) => void;
}

function DeleteYear({ year, word, onClose, onDone }: DeleteYearProps) {
  const { operations } = useAddin();
  const { busy } = useSnapshot();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const remove = async () => {
    const result = await operations.deleteFiscalYear(year.id);
    setRefusals(result.ok ? [] : refusalsOf(result));
    if (result.ok) onDone(`${capitalize(word)} ${year.name} borrado.`);
  };
  return (
    <ReasonForm
      title={`Borrar el ${word} ${year.name}`}
      consequences={[
        `Del ${sayDay(year.startsOn)} al ${sayDay(year.endsOn)} no se podrá contabilizar.`,
        'Solo se borra si no tiene nada, tampoco borradores.',
      ]}
      verb={`Borrar ${year.name}`}
      asksReason={false}
      isBusy={busy !== null}
      refusals={refusals}
      onDo={() => void remove()}
      onCancel={onClose}
    />
  );
}
