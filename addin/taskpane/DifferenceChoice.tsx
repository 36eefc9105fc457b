// B03: opening balances that do not add up are posted only with an account that the person accepts,
// named with its amount on the very button.
import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { DifferenceOffer } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  bar: { alignItems: 'start', paddingBlock: tokens.spacingVerticalS },
  title: { display: 'block' },
  actions: { marginTop: tokens.spacingVerticalS },
  button: { textAlign: 'left' },
});

export function DifferenceChoice({ offer }: { offer: DifferenceOffer }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions, commands } = useAddin();
  const { busy } = useSnapshot();
  const { account, accountName, difference, sheet } = offer;
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle className={styles.title}>
          Los saldos iniciales no cuadran: hay una diferencia de {difference}.
        </MessageBarTitle>
        No se ha contabilizado nada. Corrija la hoja «{sheet.name}», o lleve la diferencia a la
        cuenta {account} ({accountName}): se añadirá una línea en esa cuenta y se contabilizará la
        apertura entera.
        <div className={`${layout.actions} ${styles.actions}`}>
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
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
