// What can be done with a voucher of the ledger, for whom: correct it in a sheet, take it back, void it;
// post or delete a draft.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import { mayDo } from '../../shared/permissions.ts';
import type { QueryResult } from '../state/addinState.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { refusalOf } from './remedyCatalog.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { nameVoucher } from './VoucherTable.tsx';
import { listVoucherActions, type VoucherAction } from './voucherActionTexts.ts';

interface VoucherActionsProps {
  voucher: Voucher;
  company: Company;
  /** The voucher is no more: back to the list. */
  onGone: () => void;
}

export function VoucherActions({ voucher, company, onGone }: VoucherActionsProps) {
  const layout = useLayoutStyles();
  const { commands, operations } = useAddin();
  const { busy } = useSnapshot();
  const [asked, setAsked] = useState<VoucherAction | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const offered = listVoucherActions(voucher, company);
  const denied = offered.find(({ permission }) => !mayDo(company.role, permission));

  const finish = (result: QueryResult<unknown>, isGone: boolean) => {
    setRefusals(result.ok ? [] : refusalsOf(result));
    if (!result.ok) return;
    setAsked(null);
    if (isGone) onGone();
  };
  const run = async (action: VoucherAction, reason: string) => {
    switch (action.key) {
      case 'sheet':
        await commands.abrirEnHoja(voucher.id);
        return;
      case 'post':
        return finish(await operations.postDraft(voucher), false);
      case 'void':
        return finish(await operations.voidVoucher(voucher, reason), false);
      case 'unpost':
        return finish(await operations.unpostVoucher(voucher, reason), false);
      case 'delete':
        return finish(await operations.deleteDraft(voucher), true);
    }
  };
  if (denied) return <p className={layout.secondary}>{sayDenied(company, denied)}</p>;
  if (asked) {
    return (
      <ReasonForm
        title={`${asked.name} ${nameVoucher(voucher)}`}
        consequences={asked.consequences}
        verb={asked.verb}
        asksReason={asked.asksReason}
        isBusy={busy !== null}
        refusals={refusals}
        onDo={(reason) => void run(asked, reason)}
        onCancel={() => {
          setAsked(null);
          setRefusals([]);
        }}
      />
    );
  }
  return (
    <>
      <div className={layout.actions} role="group" aria-label="Acciones">
        {offered.map((action) => (
          <Button
            key={action.key}
            size="small"
            disabledFocusable={busy !== null}
            onClick={() => {
              setRefusals([]);
              if (action.consequences.length > 0) setAsked(action);
              else void run(action, '');
            }}
          >
            {action.consequences.length > 0 ? `${action.name}…` : action.name}
          </Button>
        ))}
      </div>
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
    </>
  );
}

function sayDenied({ role }: Company, { permission }: VoucherAction): string {
  const { message, remedy } = refusalOf(role, permission);
  return `${message} ${remedy}`;
}
