// The workbook names a company that could not be read yet: why, and what can be done.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { CompanyChooser } from './CompanyChooser.tsx';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { SessionExpiredNotice } from './SessionExpiredNotice.tsx';
import { TopBar } from './TopBar.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

export function CompanyOpening() {
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const { session, connection, companyCode, busy } = useSnapshot();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isChoosing, setChoosing] = useState(false);
  if (isChoosing && session.kind === 'signed-in') {
    return <CompanyChooser companies={session.companies} />;
  }
  const retry = async () => setRefusals(refusalsOf(await actions.refresh()));
  const isWaiting = busy !== null || connection.state === 'connecting';
  return (
    <>
      <TopBar />
      <SessionExpiredNotice />
      <main className={layout.screen}>
        <h1 className={layout.onlyHeard}>Abrir la empresa</h1>
        <p className={layout.text} role="status">
          {isWaiting
            ? (busy?.words ?? `Abriendo la empresa ${companyCode}…`)
            : `Este archivo trabaja con la empresa ${companyCode ?? 'que usted elija'}, que todavía no se ha podido leer.`}
        </p>
        {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
        {!isWaiting && (
          <div className={layout.actions}>
            <Button appearance="primary" onClick={() => void retry()}>
              Reintentar
            </Button>
            {session.kind === 'signed-in' && (
              <Button onClick={() => setChoosing(true)}>Elegir otra empresa</Button>
            )}
          </div>
        )}
      </main>
    </>
  );
}
