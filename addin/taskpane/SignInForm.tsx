// E-mail and password. Used to come in, and to come back when a session ended with work half done.
import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

// Fluent's inputs are 200 px wide by themselves; at 200 % zoom the pane is narrower than that.
const useStyles = makeStyles({ input: { minWidth: 0, '& input': { minWidth: 0 } } });

interface SignInFormProps {
  /** Fixed when somebody comes back: another person would not find their own work. */
  email?: string | undefined;
  isBusy: boolean;
  refusals: readonly Refusal[];
  onSignIn: (email: string, password: string) => void;
}

export function SignInForm({ email: knownEmail, isBusy, refusals, onSignIn }: SignInFormProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const [email, setEmail] = useState(knownEmail ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'email' | 'password' | null>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (isBusy) return;
    if (email.trim() === '') {
      setMissing('email');
      focusField(form, 'email');
    } else if (password === '') {
      setMissing('password');
      focusField(form, 'password');
    } else {
      setMissing(null);
      onSignIn(email.trim(), password);
    }
  };

  return (
    <form className={layout.form} onSubmit={submit} noValidate>
      <Field
        label="Correo electrónico"
        {...(missing === 'email' && { validationMessage: 'Escriba su correo electrónico.' })}
      >
        <Input
          className={styles.input}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          readOnly={knownEmail !== undefined}
          onChange={(_, data) => setEmail(data.value)}
        />
      </Field>
      <Field
        label="Contraseña"
        {...(missing === 'password' && { validationMessage: 'Escriba su contraseña.' })}
      >
        <Input
          className={styles.input}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(_, data) => setPassword(data.value)}
        />
      </Field>
      {refusals.length > 0 && !isBusy && <RefusalMessage refusals={refusals} />}
      <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
        {isBusy ? 'Iniciando sesión…' : 'Iniciar sesión'}
      </Button>
    </form>
  );
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
