// What somebody with an empty company does first, in order, with the button for each step.
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useState } from 'react';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import {
  firstStepsSample,
  listFirstSteps,
  proposeFiscalYear,
  type FirstStep,
} from './firstSteps.ts';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { voucherWord } from './writing.ts';
import { useLedgerQuery } from './useLedgerQuery.ts';

const useStyles = makeStyles({
  step: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  number: {
    ...typographyStyles.body1Strong,
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  done: { color: tokens.colorStatusSuccessForeground1, fontSize: tokens.fontSizeBase500 },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  action: { marginTop: tokens.spacingVerticalS },
});

/** Steps of the chosen company, or null while nobody knows and once it is working. */
export function useFirstSteps(): FirstStep[] | null {
  const { queries } = useAddin();
  const { company } = useSnapshot();
  const code = company?.code ?? '';
  const chart = useLedgerQuery(() => queries.getChart(), code, company?.settingsVersion ?? null);
  const posted = useLedgerQuery(
    () => queries.listVouchers({ state: 'posted', limit: firstStepsSample }),
    code,
    company?.ledgerVersion ?? null,
  );
  if (!company || !chart.value || !posted.value) return null;
  return listFirstSteps(company, chart.value.accounts.length, posted.value.vouchers);
}

export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const next = steps.find((step) => !step.isDone);
  return (
    <section className={layout.section} aria-label="Primeros pasos">
      <h2 className={layout.heading}>Primeros pasos</h2>
      <ol className={layout.list}>
        {steps.map((step, index) => (
          <li key={step.key} className={styles.step}>
            {step.isDone ? (
              <CheckmarkCircleFilled className={styles.done} aria-label="Hecho" />
            ) : (
              <span className={styles.number}>{index + 1}</span>
            )}
            <div>
              <h3 className={styles.name}>{step.name}</h3>
              <p className={layout.secondary}>{step.explanation}</p>
              {!step.isDone && <StepAction step={step} isNext={step === next} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepAction({ step, isNext }: { step: FirstStep; isNext: boolean }) {
  const styles = useStyles();
  const { commands, operations } = useAddin();
  const { busy, company } = useSnapshot();
  const year = proposeFiscalYear(localDateOfInstant(useNow()));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  if (step.key === 'chart' && company && company.fiscalYears.length > 0) return null;

  const createYear = async () => {
    const result = await operations.createFiscalYear(year);
    setRefusals(result.ok ? [] : refusalsOf(result));
  };
  const doings = {
    chart: { words: `Crear el ejercicio ${year.name}`, run: createYear },
    opening: { words: 'Abrir hoja de saldos iniciales', run: commands.saldosIniciales },
    voucher: {
      words: `Escribir el primer ${voucherWord(company)}`,
      run: commands.nuevoComprobante,
    },
  };
  const { words, run } = doings[step.key];
  return (
    <div className={styles.action}>
      <Button
        size="small"
        appearance={isNext ? 'primary' : 'secondary'}
        disabledFocusable={busy !== null}
        onClick={() => void run()}
      >
        {words}
      </Button>
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
    </div>
  );
}
