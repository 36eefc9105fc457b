// B03: opening balances that do not add up are posted only with an account that the person accepts,
// named with its amount on the very button.
import { Button, makeStyles } from '@fluentui/react-components';
import type { DifferenceOffer } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { ChoiceMessage } from './ChoiceMessage.tsx';

const useStyles = makeStyles({ button: { textAlign: 'left' } });

export function DifferenceChoice({ offer }: { offer: DifferenceOffer }) {
  const styles = useStyles();
  const { actions, commands } = useAddin();
  const { busy } = useSnapshot();
  const { account, accountName, difference, sheet } = offer;
  const title = `Los saldos iniciales no cuadran: hay una diferencia de ${difference}.`;
  const buttons = (
    <>
      <Button
        appearance="primary"
        size="small"
        className={styles.button}
        disabledFocusable={busy !== null}
        onClick={() => void commands.contabilizar({ differenceAccount: account })}
      >
        Llevar {difference} a {account} {accountName}
      </Button>
      <Button size="small" onClick={actions.dismissOutcome}>
        Corregir en la hoja
      </Button>
    </>
  );
  return (
    <ChoiceMessage title={title} buttons={buttons}>
      No se ha contabilizado nada. Corrija la hoja «{sheet.name}», o lleve la diferencia a la cuenta{' '}
      {account} ({accountName}): se añadirá una línea en esa cuenta y se contabilizará la apertura
      entera.
    </ChoiceMessage>
  );
}
