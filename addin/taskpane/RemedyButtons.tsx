// The remedies of what is wrong, as buttons: only those that lead somewhere, each once, and only to whom
// may follow them; the others read whom to ask.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CommandOutcome, SheetProblem, SheetReference } from '../commands/commandOutcome.ts';
import { remedyActionOf, type RemedyAction } from '../../shared/text/remedyActions.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { lazyPart } from './LazyPart.tsx';
import { mayFollow, refusalOf, remedyPlaces } from './remedyCatalog.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { useNavigation } from './NavigationContext.tsx';
import { voucherWord } from './writing.ts';

const AccountsForm = lazyPart(
  'Abriendo…',
  async () => (await import('./AccountsForm.tsx')).AccountsForm,
);

const useStyles = makeStyles({ area: { marginTop: tokens.spacingVerticalS } });

interface RemedyButtonsProps {
  problems: readonly SheetProblem[];
  sheet: SheetReference | null;
}

/** Remedies that are another screen or a form; what is corrected in the cells needs no button. */
export function remediesOf(problems: readonly SheetProblem[]): RemedyAction[] {
  const found = problems
    .filter(({ code, params }) => code !== 'account-unknown' || params['parent'] !== undefined)
    .map(({ code }) => remedyActionOf[code])
    .filter((action) => ['section', 'form'].includes(remedyPlaces[action].kind));
  // Settling has its place on the card of the sheet.
  return [...new Set(found)].filter((action) => action !== 'settle-sheet');
}

export function RemedyButtons({ problems, sheet }: RemedyButtonsProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { company } = useSnapshot();
  const navigate = useNavigation();
  const [isCreating, setCreating] = useState(false);
  const remedies = remediesOf(problems.filter(({ severity }) => severity === 'error'));
  if (!company || remedies.length === 0) return null;
  const allowed = remedies.filter((one) => mayFollow(company.role, remedyPlaces[one]));
  const denied = remedies.flatMap((one) => {
    const place = remedyPlaces[one];
    if (!('permission' in place) || mayFollow(company.role, place)) return [];
    const { message, remedy } = refusalOf(company.role, place.permission);
    return `${message} ${remedy}`;
  });
  return (
    <div className={styles.area}>
      {!isCreating && allowed.length > 0 && (
        <div className={layout.actions}>
          {allowed.map((action) => {
            const place = remedyPlaces[action];
            if (place.kind === 'section') {
              return (
                <Button key={action} size="small" onClick={() => navigate(place.section)}>
                  {place.button}
                </Button>
              );
            }
            return sheet ? (
              <Button key={action} size="small" onClick={() => setCreating(true)}>
                Crear las cuentas que faltan…
              </Button>
            ) : null;
          })}
        </div>
      )}
      {denied.map((text) => (
        <p key={text} className={layout.secondary}>
          {text}
        </p>
      ))}
      {isCreating && sheet && <AccountsForm sheet={sheet} onClose={() => setCreating(false)} />}
    </div>
  );
}

/** After an outcome: what comes next when it was about a document that is done. */
export function NextButton(props: { outcome: CommandOutcome; className: string }) {
  const { outcome, className } = props;
  const { commands } = useAddin();
  const { busy, company, session } = useSnapshot();
  const { repeat, status, posted } = outcome;
  if (repeat && session.kind === 'signed-in') {
    return (
      <Button
        size="small"
        appearance="primary"
        className={className}
        disabledFocusable={busy !== null}
        onClick={() => void repeat()}
      >
        Repetir
      </Button>
    );
  }
  if (status !== 'told' || !posted) return null;
  return (
    <Button
      size="small"
      className={className}
      disabledFocusable={busy !== null}
      onClick={() => void commands.nuevoComprobante()}
    >
      Nuevo {voucherWord(company)}
    </Button>
  );
}
