// Ajustes: how the pane looks, what it is connected to, what it is.
import { Button, Field, Radio, RadioGroup, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { describeConnection, describeLastSync } from './connectionSentence.ts';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { themeChoiceOf, type ThemeChoice } from './theme.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { sayCount } from './writing.ts';

const useStyles = makeStyles({
  facts: { margin: 0 },
  fact: { paddingBlock: tokens.spacingVerticalXXS },
  value: { margin: 0, overflowWrap: 'anywhere' },
  action: { alignSelf: 'flex-start' },
});

interface SettingsSectionProps {
  themeChoice: ThemeChoice;
  onThemeChoice: (choice: ThemeChoice) => void;
}

export function SettingsSection({ themeChoice, onThemeChoice }: SettingsSectionProps) {
  const layout = useLayoutStyles();
  return (
    <div className={layout.screen}>
      <section className={layout.section} aria-label="Aspecto">
        <Field label={{ children: 'Aspecto', weight: 'semibold' }}>
          <RadioGroup
            value={themeChoice}
            onChange={(_, data) => onThemeChoice(themeChoiceOf(data.value))}
          >
            <Radio value="system" label="Como Excel" />
            <Radio value="light" label="Claro" />
            <Radio value="dark" label="Oscuro" />
          </RadioGroup>
        </Field>
      </section>
      <ConnectionFacts />
      <section className={layout.section} aria-label="Acerca de">
        <h2 className={layout.heading}>Acerca de Cuadre</h2>
        <p className={layout.text}>
          Contabilidad de partida doble dentro de Excel. La hoja es donde se trabaja; el libro mayor
          del servidor es lo que vale.
        </p>
      </section>
    </div>
  );
}

function ConnectionFacts() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const snapshot = useSnapshot();
  const now = useNow();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const { company, figures, busy } = snapshot;
  const facts: [name: string, value: string][] = [
    ['Servidor', window.location.origin],
    ['Estado', describeConnection(snapshot, now).sentence],
    ['Empresa', company ? `${company.name} (${company.code}) · ${company.currency}` : 'Ninguna'],
    [
      'Saldos en las hojas',
      `${sayCount(figures.subscriptions, 'saldo distinto', 'saldos distintos', company ?? undefined)}. ${describeLastSync(figures, now)}.`,
    ],
    [
      'Versión del libro mayor',
      figures.ledgerVersion === null
        ? String(company?.ledgerVersion ?? '—')
        : String(figures.ledgerVersion),
    ],
  ];
  const check = async () => setRefusals(refusalsOf(await actions.refresh()));
  return (
    <section className={layout.section} aria-label="Conexión">
      <h2 className={layout.heading}>Conexión</h2>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt className={layout.secondary}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      <Button
        size="small"
        className={styles.action}
        disabledFocusable={busy !== null}
        onClick={() => void check()}
      >
        Comprobar la conexión
      </Button>
    </section>
  );
}
