// A fiscal year by its dates: new, or one that was typed wrong. What the server asks about (a year longer
// than twelve months, days without a year) is answered here, on a button that says so.
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { proposeNextYear, readDay } from './calendarForms.ts';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { sayDay } from './writing.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  dates: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  date: { flexGrow: 1, flexBasis: '110px', minWidth: 0 },
  // Fluent's inputs are 200 px wide by themselves.
  input: { minWidth: 0, width: '100%', '& input': { minWidth: 0 } },
});

interface FiscalYearFormProps {
  company: Company;
  /** Null for a new one. */
  year: FiscalYear | null;
  onClose: () => void;
  /** @param sentence what was done, for people */
  onDone: (sentence: string) => void;
}

/** The answer to each question of the server, on its button. */
const answers: Record<string, string> = {
  'fiscal-year-long': 'Sí, de más de doce meses',
  'fiscal-year-gap': 'Sí, con días sin ejercicio',
};

export function FiscalYearForm({ company, year, onClose, onDone }: FiscalYearFormProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { operations } = useAddin();
  const { busy } = useSnapshot();
  const today = localDateOfInstant(useNow());
  const [dates, setDates] = useState(() =>
    year
      ? { startsOn: sayDay(year.startsOn), endsOn: sayDay(year.endsOn) }
      : proposeNextYear(company, today),
  );
  const [name, setName] = useState(year?.name ?? '');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [asked, setAsked] = useState<string[]>([]);
  const startsOn = readDay(dates.startsOn, today, 'from');
  const endsOn = readDay(dates.endsOn, today, 'to');

  const send = async (confirm: string[]) => {
    if (!startsOn || !endsOn) return;
    const named = name.trim() === '' ? {} : { name: name.trim() };
    const input = { startsOn, endsOn, confirm, ...named };
    const result = year
      ? await operations.changeFiscalYear(year.id, input)
      : await operations.createFiscalYear(input);
    if (result.ok) return onDone(sayDone(result.value, year ? 'cambiado' : 'creado'));
    const questions = result.rejections.flatMap((one) => one.confirm ?? []);
    const isQuestion = questions.length > 0 && questions.length === result.rejections.length;
    setAsked(isQuestion ? questions : []);
    // A question is no error: it waits for an answer.
    setRefusals(refusalsOf(result).map((one) => (isQuestion ? { ...one, isPassing: true } : one)));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy === null) void send([]);
  };
  const change = (next: Partial<typeof dates>) => {
    setDates({ ...dates, ...next });
    setRefusals([]);
    setAsked([]);
  };
  const wrongDay = 'Escriba una fecha como 31/12/2026.';
  const title = year ? `Cambiar el ejercicio ${year.name}` : 'Ejercicio nuevo';
  return (
    <form className={styles.form} aria-label={title} onSubmit={submit} noValidate>
      <h3 className={layout.heading}>{title}</h3>
      <div className={styles.dates}>
        {(['startsOn', 'endsOn'] as const).map((side) => (
          <Field
            key={side}
            className={styles.date}
            label={side === 'startsOn' ? 'Primer día' : 'Último día'}
            {...((side === 'startsOn' ? startsOn : endsOn) === null && {
              validationMessage: wrongDay,
            })}
          >
            <Input
              className={styles.input}
              autoFocus={side === 'startsOn'}
              value={dates[side]}
              onChange={(_, data) => change({ [side]: data.value })}
            />
          </Field>
        ))}
      </div>
      <Field label="Nombre" hint="Vacío: el año.">
        <Input
          className={styles.input}
          value={name}
          maxLength={40}
          onChange={(_, data) => setName(data.value)}
        />
      </Field>
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      <div className={layout.actions}>
        {asked.length > 0 ? (
          <Button size="small" disabledFocusable={busy !== null} onClick={() => void send(asked)}>
            {[...new Set(asked)].length > 1 ? 'Sí, así' : (answers[asked[0]!] ?? 'Sí')}
          </Button>
        ) : (
          <Button
            appearance="primary"
            size="small"
            type="submit"
            disabledFocusable={busy !== null || !startsOn || !endsOn}
          >
            {year ? `Cambiar ${year.name}` : 'Crear el ejercicio'}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          Dejarlo como está
        </Button>
      </div>
    </form>
  );
}

function sayDone({ name, startsOn, endsOn }: FiscalYear, done: string): string {
  return `Ejercicio ${name} ${done}: del ${sayDay(startsOn)} al ${sayDay(endsOn)}.`;
}
