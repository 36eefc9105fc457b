// Brings the chart of imported books into a company: what is missing is created, what exists without postings takes
// the name and kind that the books give it, and where they say otherwise of what is in use the report tells.
import { usualNature, type AccountKind } from '../../shared/account.ts';
import { parentCodeAmong } from '../../shared/accountCode.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { parentOf, planAccount } from '../accounts/accounts.ts';
import {
  findAccountsWithPostings,
  insertAccounts,
  listAccounts,
  redefineAccount,
  updateClosing,
  type NewAccountRow,
} from '../accounts/accounts.store.ts';
import { resultCodesOf } from '../accounts/addAccount.ts';
import { ChartIndex, type ChartAccountNode } from '../accounts/chartIndex.ts';
import { readClosingTarget } from '../accounts/closingTarget.ts';
import type { Tx } from '../db/engine.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { refusePart, type ImportReport } from './importReport.ts';
import type { NeutralAccount } from './neutralBooks.ts';

/** An account of the list, under the code that the chart reads in what is written. */
interface DeclaredAccount {
  code: string;
  place: number;
  account: NeutralAccount;
  /** Undefined: the file does not say. */
  kind: AccountKind | undefined;
}

/** Creates and redefines accounts; what it does and refuses is in the report. */
export async function importAccounts(
  tx: Tx,
  books: CompanyBooks,
  accounts: readonly NeutralAccount[],
  report: ImportReport,
): Promise<void> {
  const declared = readAccounts(books, accounts, report);
  const ids = books.chart.accounts.map(({ id }) => id);
  const used = await findAccountsWithPostings(tx, books.company.id, ids);
  const isUsed = (id: number): boolean => used.has(id);
  const rows: NewAccountRow[] = [];
  const created = new Map<string, AccountKind>();
  for (const one of declared) {
    const existing = books.chart.find(one.code);
    if (existing) {
      await redefine(tx, books.company.id, { one, existing, isUsed }, report);
      continue;
    }
    const row = planOne(books, one, { created, isUsed }, report);
    if (!row) continue;
    rows.push(row);
    created.set(row.code, row.kind);
  }
  await insertAccounts(tx, books.company.id, rows);
  await settleTree(tx, books, declared, report);
}

/** Shorter codes first, so that an account finds the one above it. */
function readAccounts(
  { chart, writing }: CompanyBooks,
  accounts: readonly NeutralAccount[],
  report: ImportReport,
): DeclaredAccount[] {
  const declared = new Map<string, DeclaredAccount>();
  accounts.forEach((account, place) => {
    const refuse = (...rejections: Rejection[]) =>
      refusePart(report, partOf(account.code, place), rejections, writing);
    const code = chart.newCode(account.code);
    if (code === null) {
      refuse(reject('account-code-invalid', { account: account.code }, { field: 'code' }));
      return;
    }
    const kind = kindOf(account);
    if (kind === 'unclear') {
      const [type, said] = [account.type ?? '', account.kind ?? ''];
      refuse(reject('import-account-kinds-differ', { account: code, type, kind: said }));
      return;
    }
    const first = declared.get(code);
    if (!first) declared.set(code, { code, place, account, kind });
    else if (JSON.stringify(first.account) !== JSON.stringify(account)) {
      refuse(reject('import-account-repeated', { account: code, name: first.account.name }));
    }
  });
  return [...declared.values()].sort(
    (a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1),
  );
}

function kindOf({ type, kind }: NeutralAccount): AccountKind | undefined | 'unclear' {
  const read = type === 'result' ? 'expense' : (type ?? undefined);
  if (read !== undefined && kind !== undefined && read !== kind) return 'unclear';
  return kind ?? read;
}

const partOf = (code: string, place: number) => ({
  what: `cuenta ${code}`,
  pointer: `/accounts/${place}`,
});

async function redefine(
  tx: Tx,
  companyId: number,
  work: { one: DeclaredAccount; existing: ChartAccountNode; isUsed: (id: number) => boolean },
  report: ImportReport,
): Promise<void> {
  const { one, existing, isUsed } = work;
  const { account, code } = one;
  const before = { name: existing.name, kind: existing.kind };
  const after = { name: account.name.trim() || existing.name, kind: one.kind ?? existing.kind };
  const nature =
    account.nature ??
    (after.kind === 'memorandum' || after.kind === before.kind
      ? existing.nature
      : usualNature(after.kind));
  const definition = {
    ...{ ...after, nature },
    requiresParty: account.requires_party ?? existing.requiresParty,
    requiresCostCenter: account.requires_cost_center ?? existing.requiresCostCenter,
  };
  const isSame = Object.entries(definition).every(
    ([key, value]) => existing[key as keyof typeof definition] === value,
  );
  if (isSame) return;
  if (existing.children.length > 0 || isUsed(existing.id)) {
    report.keptAccounts.push({ code, here: before, inFile: after });
    return;
  }
  await redefineAccount(tx, companyId, existing.id, definition);
  report.redefinedAccounts.push({ code, before, after });
}

/** @returns null when it is refused */
function planOne(
  books: CompanyBooks,
  { code, place, account, kind }: DeclaredAccount,
  known: { created: ReadonlyMap<string, AccountKind>; isUsed: (id: number) => boolean },
  report: ImportReport,
): NewAccountRow | null {
  const above = parentCodeAmong(code, (candidate) => known.created.has(candidate)) ?? '';
  const inherited = known.created.get(above) ?? parentOf(books.chart, code)?.kind;
  const { name, nature, requires_party: party, requires_cost_center: center } = account;
  const input = {
    ...{ code, name: name.trim() || code, kind: kind ?? inherited ?? ('asset' as const) },
    ...(nature && { nature }),
    // Books from elsewhere need not name third parties, unless they say that they do.
    ...{ requiresParty: party ?? false, requiresCostCenter: center ?? false },
  };
  const plan = planAccount(books.chart, input, known.isUsed);
  if (!('row' in plan)) {
    refusePart(report, partOf(account.code, place), plan.rejections, books.writing);
    return null;
  }
  const isGuessed = kind === undefined && inherited === undefined;
  report.createdAccounts.push({ code, name: plan.row.name, kind: plan.row.kind, isGuessed });
  return plan.row;
}

/** What needs the whole chart: where accounts close, and where the file has them hang from. */
async function settleTree(
  tx: Tx,
  { company, writing }: CompanyBooks,
  declared: readonly DeclaredAccount[],
  report: ImportReport,
): Promise<void> {
  const chart = new ChartIndex(await listAccounts(tx, company.id), company.subaccountLength);
  const resultCodes = resultCodesOf(company);
  for (const { code, place, account } of declared) {
    const own = chart.find(code);
    if (!own) continue;
    noticeParent(chart, own, account, report);
    if (account.closes_into === undefined) continue;
    const statement = { account: own, closesInto: account.closes_into, resultCodes };
    const { rejections, closesInto } = readClosingTarget(chart, statement);
    refusePart(report, partOf(account.code, place), rejections, writing);
    if (closesInto === null || closesInto === own.closesInto) continue;
    await updateClosing(tx, company.id, own.id, { closesInto, closesApart: own.closesApart });
  }
}

function noticeParent(
  chart: ChartIndex,
  { code, parent }: ChartAccountNode,
  account: NeutralAccount,
  report: ImportReport,
): void {
  if (account.parent == null || account.parent === '') return;
  const inFile = chart.newCode(account.parent) ?? account.parent;
  if (inFile === parent?.code) return;
  report.misplacedAccounts.push({ code, here: parent?.code ?? '', inFile });
}
