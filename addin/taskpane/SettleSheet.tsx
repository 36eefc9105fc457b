// A posted sheet that says something else than the ledger: the two ways out, on the card of the sheet.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { mayDo } from '../../shared/permissions.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { lazyPart } from './LazyPart.tsx';
import { refusalOf } from './remedyCatalog.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { sayCount } from './writing.ts';

const ReasonForm = lazyPart('Abriendo…', async () => (await import('./ReasonForm.tsx')).ReasonForm);

const mostNamed = 4;

export function SettleSheet() {
  const layout = useLayoutStyles();
  const { commands } = useAddin();
  const { activeSheet, busy, company, problems } = useSnapshot();
  const [isCorrecting, setCorrecting] = useState(false);
  const group = problems.find(({ sheet }) => sheet.id === activeSheet?.sheet.id);
  const differences = group?.problems.filter(({ code }) => code.startsWith('sheet-')) ?? [];
  if (!company || activeSheet?.state !== 'posted' || differences.length === 0) return null;
  const label = activeSheet.voucherLabel ?? '';
  const more = differences.length - mostNamed;
  const consequences = [
    ...differences.slice(0, mostNamed).map(({ cell, message }) => `${cell ?? 'Hoja'}: ${message}`),
    ...(more > 0 ? [`Y ${sayCount(more, 'diferencia más', 'diferencias más', company)}.`] : []),
    `Los apuntes de ${label} se invierten y se contabilizan los de la hoja, con el mismo número.`,
  ];
  const correct = async (reason: string) => {
    const outcome = await commands.corregir(reason);
    if (outcome.status !== 'refused') setCorrecting(false);
  };
  if (isCorrecting) {
    return (
      <ReasonForm
        title={`Corregir ${label}`}
        consequences={consequences}
        verb={`Corregir ${label}`}
        isBusy={busy !== null}
        refusals={[]}
        onDo={(reason) => void correct(reason)}
        onCancel={() => setCorrecting(false)}
      />
    );
  }
  const mayCorrect = mayDo(company.role, 'post');
  return (
    <>
      <div className={layout.actions}>
        <Button
          size="small"
          appearance="primary"
          disabledFocusable={busy !== null}
          onClick={() => void commands.volverALoContabilizado()}
        >
          Volver a lo contabilizado
        </Button>
        {mayCorrect && (
          <Button
            size="small"
            disabledFocusable={busy !== null}
            onClick={() => setCorrecting(true)}
          >
            Corregir…
          </Button>
        )}
      </div>
      {!mayCorrect && (
        <p className={layout.secondary}>
          {Object.values(refusalOf(company.role, 'post')).join(' ')}
        </p>
      )}
    </>
  );
}
