// Keeps the sheets in step with the ledger: whenever the books move, the server is asked in one request
// what became of the vouchers of this workbook, and only sheets of which something changed are touched.
import type { CommandContext } from '../commands/commandContext.ts';
import type { CommandRunner } from '../commands/commandRunner.ts';
import { openDocument } from '../commands/openDocument.ts';
import { isKnownToServer, settleSheet } from '../commands/settleSheet.ts';
import type { DocumentSheet } from '../host/lookAtWorkbook.ts';
import { runExcel } from '../host/runExcel.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';

/** As many identities as one request takes. */
const idsPerRequest = 100;

export interface SheetStandings {
  /** Compares every sheet of the company with the ledger, cell by cell. */
  compareAll: () => Promise<void>;
  stop: () => void;
}

export function createSheetStandings(
  context: CommandContext,
  runner: CommandRunner,
  restMilliseconds: number,
): SheetStandings {
  const { store, api } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = booksSeen();

  /** Changes whenever what is known of the sheets may no longer hold. */
  function booksSeen(): string {
    const { company, connection } = store.getSnapshot();
    if (!company || connection.state === 'signed-out') return '';
    return `${company.code} ${company.ledgerVersion} ${company.draftCount} ${connection.state}`;
  }

  function documentsOf(company: Company): DocumentSheet[] {
    return store
      .getSnapshot()
      .documents.filter(
        ({ document }) => document.company === company.code && isKnownToServer(document),
      );
  }

  async function settle(company: Company, sheetId: string): Promise<void> {
    await runExcel(async (excel) => {
      const opened = await openDocument(excel, company, context, { sheetId });
      if (!opened.ok || opened.open.isCopy) return;
      await settleSheet(context, excel, opened.open, company);
    });
  }

  async function askForChanges(): Promise<void> {
    const { company } = store.getSnapshot();
    if (!company) return;
    const documents = documentsOf(company);
    for (let start = 0; start < documents.length; start += idsPerRequest) {
      const some = documents.slice(start, start + idsPerRequest);
      const ids = some.map(({ document }) => document.voucherId).join(',');
      const answer = await api.listVouchers(company.code, { ids, limit: idsPerRequest });
      if (!answer.ok) return;
      const byId = new Map(answer.value.vouchers.map((voucher) => [voucher.id, voucher]));
      for (const { sheetId, document } of some) {
        if (!hasChanged(document, byId.get(document.voucherId))) continue;
        await runner.runQuietly((now) =>
          now.code === company.code ? settle(now, sheetId) : Promise.resolve(),
        );
      }
    }
  }

  const unsubscribe = store.subscribe(() => {
    const now = booksSeen();
    if (now === seen) return;
    seen = now;
    if (now === '') return;
    clearTimeout(timer);
    timer = setTimeout(() => void askForChanges(), restMilliseconds);
  });

  return {
    async compareAll() {
      const { company } = store.getSnapshot();
      if (!company) return;
      for (const { sheetId } of documentsOf(company)) await settle(company, sheetId);
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

function hasChanged(
  { state, version }: DocumentSheet['document'],
  voucher: VoucherSummary | undefined,
): boolean {
  if (!voucher) return state !== 'pending';
  return voucher.state !== state || voucher.version !== version;
}
