// Creates the accounts that a sheet uses and the chart lacks: the user sees each one, with its name and
// the account it will hang from, before accepting.
import { parentCodeAmong } from '../../shared/accountCode.ts';
import type { Chart } from '../../shared/contract/accounts.ts';
import type { Company } from '../../shared/contract/companies.ts';
import { countThings } from '../../shared/text/countThings.ts';
import { runExcel } from '../host/runExcel.ts';
import { checkDocument, showProblems } from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import type { ProposedAccount, SheetReference } from './commandOutcome.ts';
import { failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { countProblems } from './documentProblems.ts';
import { openDocument, type OpenDocument } from './openDocument.ts';

/** Reads the sheet again: codes and names may have changed since it was checked. */
export async function proposeAccounts(
  context: Pick<CommandContext, 'api' | 'newId' | 'now'>,
  company: Company,
  chart: Chart,
  sheet: SheetReference,
): Promise<ProposedAccount[]> {
  return runExcel(async (excel) => {
    const opened = await openDocument(excel, company, context, { sheetId: sheet.id });
    if (!opened.ok) return [];
    const { open } = opened;
    const { problems } = await checkDocument(context.api, company, open);
    const unknown = new Set(
      problems
        .filter(({ code }) => code === 'account-unknown')
        .map(({ params }) => String(params['account'])),
    );
    return proposalsOf(open, unknown, chart);
  });
}

function proposalsOf(
  { form }: OpenDocument,
  unknown: ReadonlySet<string>,
  { accounts }: Chart,
): ProposedAccount[] {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  const proposals = new Map<string, ProposedAccount>();
  for (const { line, account = '' } of form.input.lines) {
    if (!unknown.has(account)) continue;
    const name = form.names.get(line) ?? '';
    const known = proposals.get(account);
    if (known) {
      known.name ||= name;
      continue;
    }
    const code = parentCodeAmong(account, (each) => byCode.has(each) || unknown.has(each));
    const above = code === null ? undefined : byCode.get(code);
    const parent = above ? `${above.code} ${above.name}` : code;
    proposals.set(account, { code: account, name, parent });
  }
  return [...proposals.values()];
}

/** All of them or none; then the sheet is checked again. */
export async function createAccounts(
  context: CommandContext,
  { company, say }: Work,
  sheet: SheetReference,
  accounts: readonly ProposedAccount[],
): Promise<OutcomeParts> {
  const style = company.numberStyle;
  const many = countThings(accounts.length, 'cuenta', 'cuentas', style);
  say(`Creando ${many}…`);
  const named = accounts.map(({ code, name }) => ({ code, ...(name === '' ? {} : { name }) }));
  const answer = await context.acts.run(['createAccounts', company.code, named], (key) =>
    context.api.createAccounts(company.code, named, key),
  );
  if (!answer.ok) return { ...failureOutcome(answer.failure), sheet };
  void context.refreshCompany();
  const created = accounts.length === 1 ? `Creada ${many}` : `Creadas ${many}`;
  return runExcel(async (excel) => {
    const opened = await openDocument(excel, company, context, { sheetId: sheet.id });
    if (!opened.ok) return { status: 'done', sentence: `${created} en el plan.`, sheet };
    const check = await checkDocument(context.api, company, opened.open);
    await showProblems(context.store, excel, opened.open, check.problems);
    const left = check.problems.length > 0 ? ` ${countProblems(check.problems, style)}` : '';
    return {
      status: 'done',
      sentence: `${created} en el plan.${left}`,
      remedy: left === '' ? 'Pulse «Contabilizar» cuando quiera.' : null,
      sheet,
      problems: check.problems,
    };
  });
}
