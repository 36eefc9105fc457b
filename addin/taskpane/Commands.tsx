// The commands. The two that finish a document stand on its sheet's card; the rest follow with
// a line that says what each does.
import { Button, CompoundButton, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { BookOpenRegular } from '@fluentui/react-icons/svg/book-open';
import { DocumentAddRegular } from '@fluentui/react-icons/svg/document-add';
import { DocumentCheckmarkRegular } from '@fluentui/react-icons/svg/document-checkmark';
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import type { RibbonCommandName } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { mayDo } from '../../shared/permissions.ts';
import { commandText, describeActiveSheet, orderCommands } from './commandCatalog.ts';
import { useNavigation } from './NavigationContext.tsx';
import { OtherCompanySheet } from './OtherCompanySheet.tsx';
import { refusalOf } from './remedyCatalog.ts';
import { SettleSheet } from './SettleSheet.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const icons: Record<RibbonCommandName, typeof SendRegular> = {
  nuevoComprobante: DocumentAddRegular,
  validar: DocumentCheckmarkRegular,
  contabilizar: SendRegular,
  saldosIniciales: BookOpenRegular,
  actualizar: ArrowSyncRegular,
  darFormato: NumberSymbolRegular,
};

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  pair: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  half: { flexGrow: 1, minWidth: '0', paddingInline: tokens.spacingHorizontalXS },
  command: {
    width: '100%',
    maxWidth: 'none',
    justifyContent: 'flex-start',
    textAlign: 'left',
    padding: tokens.spacingHorizontalS,
    columnGap: tokens.spacingHorizontalS,
  },
  explanation: { lineHeight: tokens.lineHeightBase200 },
  icon: {
    width: tokens.fontSizeBase600,
    height: tokens.fontSizeBase600,
    fontSize: tokens.fontSizeBase600,
    margin: 0,
  },
});

/** The sheet in front of the user, when it is a document of ours, with what it is waiting for. */
export function SheetCommands() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { commands } = useAddin();
  const { activeSheet, busy, company } = useSnapshot();
  const navigate = useNavigation();
  const about = describeActiveSheet(activeSheet, company);
  if (!activeSheet || !about || !company) return null;
  const { sheet, kind, state, voucherId, isSaved } = activeSheet;
  if (activeSheet.company !== company.code) return <OtherCompanySheet active={activeSheet} />;
  const { forSheet } = orderCommands(activeSheet);
  const mayPost = mayDo(company.role, 'post');
  const shown = forSheet.filter((command) => command !== 'contabilizar' || mayPost);
  const isInBooks = state === 'posted' || state === 'voided' || isSaved;
  return (
    <section className={styles.card} aria-label="Hoja actual">
      <div>
        <h2 className={`${layout.heading} ${layout.breakable}`}>{sheet.name}</h2>
        <p className={layout.secondary}>{about}</p>
      </div>
      {shown.length > 0 && (
        <div className={styles.pair}>
          {shown.map((command) => {
            const Icon = icons[command];
            return (
              <Button
                key={command}
                appearance={command === 'contabilizar' ? 'primary' : 'secondary'}
                className={styles.half}
                icon={<Icon />}
                title={commandText(command, company).explanation}
                disabledFocusable={busy !== null}
                onClick={() => void commands[command]()}
              >
                {commandText(command, company).name}
              </Button>
            );
          })}
        </div>
      )}
      {shown.length > 0 && !mayPost && (
        <p className={layout.secondary}>
          {Object.values(refusalOf(company.role, 'post')).join(' ')}
        </p>
      )}
      <SettleSheet key={sheet.id} />
      <div className={layout.actions}>
        {shown.length > 0 && kind === 'voucher' && mayDo(company.role, 'draft') && (
          <Button
            size="small"
            appearance="subtle"
            disabledFocusable={busy !== null}
            onClick={() => void commands.guardarBorrador()}
          >
            Guardar borrador
          </Button>
        )}
        {isInBooks && voucherId && (
          <Button size="small" appearance="subtle" onClick={() => navigate('vouchers', voucherId)}>
            {state === 'posted' ? 'Ver, devolver o anular' : 'Ver en el libro'}
          </Button>
        )}
      </div>
    </section>
  );
}

export function OtherCommands() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { commands } = useAddin();
  const { activeSheet, busy, company } = useSnapshot();
  return (
    <section aria-label="Acciones">
      <h2 className={layout.heading}>Acciones</h2>
      <ul className={layout.list}>
        {orderCommands(activeSheet).others.map((command) => {
          const Icon = icons[command];
          return (
            <li key={command}>
              <CompoundButton
                appearance="subtle"
                size="small"
                className={styles.command}
                icon={{ className: styles.icon, children: <Icon fontSize="1em" /> }}
                secondaryContent={{
                  className: styles.explanation,
                  children: commandText(command, company).explanation,
                }}
                disabledFocusable={busy !== null}
                onClick={() => void commands[command]()}
              >
                {commandText(command, company).name}
              </CompoundButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
