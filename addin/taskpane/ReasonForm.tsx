// Work that cannot be undone without a trace: what will happen in plain words, why, and a button that
// says the verb.
import { Button, Field, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Refusal } from './RefusalMessage.tsx';
import { RefusalMessage } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  consequences: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  reason: { minWidth: 0, '& textarea': { minWidth: 0 } },
});

interface ReasonFormProps {
  title: string;
  consequences: readonly string[];
  /** «Anular AS-12». */
  verb: string;
  /** False where no reason is asked: deleting a draft. */
  asksReason?: boolean;
  isBusy: boolean;
  refusals: readonly Refusal[];
  onDo: (reason: string) => void;
  onCancel: () => void;
}

export function ReasonForm(props: ReasonFormProps) {
  const { title, consequences, verb, asksReason = true, isBusy, refusals, onDo, onCancel } = props;
  const styles = useStyles();
  const layout = useLayoutStyles();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusStart = () => {
    const reason = form.current?.querySelector('textarea');
    (reason ?? form.current?.querySelector('h3'))?.focus();
  };
  useEffect(focusStart, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (asksReason && reason.trim() === '') {
      setMissing(true);
      focusStart();
      return;
    }
    onDo(reason.trim());
  };

  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
      noValidate
    >
      <h3 tabIndex={-1} className={layout.heading}>
        {title}
      </h3>
      <ul className={styles.consequences}>
        {consequences.map((text) => (
          <li key={text} className={layout.breakable}>
            {text}
          </li>
        ))}
      </ul>
      {asksReason && (
        <Field
          label="Motivo"
          required
          hint="Queda registrado con su nombre y la fecha."
          {...(isMissing &&
            reason.trim() === '' && { validationMessage: 'Escriba por qué se hace.' })}
        >
          <Textarea
            className={styles.reason}
            value={reason}
            maxLength={500}
            onChange={(_, data) => setReason(data.value)}
          />
        </Field>
      )}
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      <div className={layout.actions}>
        <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
          {verb}
        </Button>
        <Button onClick={onCancel}>Dejarlo como está</Button>
      </div>
    </form>
  );
}
