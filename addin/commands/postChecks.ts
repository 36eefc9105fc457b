// What is looked at before a sheet is posted, and how a refusal is told: offline, questions, the account
// offered for a difference.
import { formatWireAmount } from '../../shared/money.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { ExplainedRejection } from '../../shared/rejection.ts';
import type { HostContext } from '../host/runExcel.ts';
import { checkDocument, showProblems } from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import type { DifferenceOffer, PostOptions, SheetProblem } from './commandOutcome.ts';
import { failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { countProblems } from './documentProblems.ts';
import type { OpenDocument } from './openDocument.ts';
import { groupUnknownAccounts } from './unknownAccounts.ts';

export interface Posting {
  context: CommandContext;
  excel: HostContext;
  open: OpenDocument;
  company: Company;
  say: Work['say'];
  options: PostOptions;
}

/** Known to be without connection: asking first makes sure that nothing was sent, and says so. */
export async function refuseOffline({ context, open }: Posting): Promise<OutcomeParts | null> {
  if (context.store.getSnapshot().connection.state !== 'offline') return null;
  const answer = await context.api.getSession();
  if (answer.ok || answer.failure.kind !== 'unanswered') return null;
  const { sheet, document } = open;
  const isSent = document.state === 'pending';
  return {
    status: 'offline',
    sentence: isSent
      ? `No hay conexión con el servidor: la hoja «${sheet.name}» sigue pendiente de confirmar.`
      : `No hay conexión con el servidor: la hoja «${sheet.name}» no se ha enviado.`,
    remedy: isSent
      ? 'Cuando vuelva la conexión pulse «Contabilizar»: no se duplica.'
      : 'Cuando vuelva la conexión pulse «Contabilizar»; lo que escribió sigue en la hoja.',
    sheet,
  };
}

/**
 * Openings are checked before they are sent: loading the same balances twice would double them, so it is
 * asked about.
 */
export async function precheckOpening(posting: Posting): Promise<OutcomeParts | null> {
  const { context, excel, open, company, say, options } = posting;
  const { sheet, document } = open;
  if (document.state === 'pending') return null;
  say('Comprobando en el libro…');
  const check = await checkDocument(context.api, company, open, options);
  if (check.failure) return { ...failureOutcome(check.failure), sheet };
  const { problems, validation } = check;
  const rejections = (validation?.rejections ?? []) as ExplainedRejection[];
  const question = questionOf(posting, rejections);
  if (question) return question;
  if (problems.some((one) => one.severity === 'error')) {
    await showProblems(context.store, excel, open, problems);
    return refusedOutcome(posting, problems, offerOf(open, rejections, company));
  }
  const repeated = ((validation?.notices ?? []) as ExplainedRejection[])
    .filter(({ code }) => code === 'opening-exists')
    .map((notice) => ({ ...notice, confirm: notice.confirm ?? notice.code }));
  return questionOf(posting, repeated);
}

/** Refusals that may be gone on with are a question; null when there is anything else, or nothing. */
export function questionOf(
  { open, options }: Posting,
  rejections: readonly ExplainedRejection[],
): OutcomeParts | null {
  const accepted = options.confirm ?? [];
  const asked = rejections.filter(({ confirm }) => confirm && !accepted.includes(confirm));
  if (asked.length === 0 || asked.length < rejections.length) return null;
  const confirm = [...accepted, ...asked.flatMap((one) => one.confirm ?? [])];
  return {
    status: 'asked',
    sentence: 'No se ha contabilizado nada todavía.',
    sheet: open.sheet,
    question: {
      consequences: asked.map(({ message, remedy }) => `${message} ${remedy}`),
      button: 'Contabilizar de todos modos',
      options: { ...options, confirm },
    },
  };
}

export function refusedOutcome(
  { open, company }: Pick<Posting, 'open' | 'company'>,
  found: readonly SheetProblem[],
  differenceOffer: DifferenceOffer | null,
): OutcomeParts {
  const problems = groupUnknownAccounts(found, open.sheet);
  const errors = problems.filter((one) => one.severity === 'error');
  const single = errors.length === 1 ? errors[0] : undefined;
  const said =
    single?.message ?? `No se contabilizó nada. ${countProblems(problems, company.numberStyle)}`;
  return {
    status: 'refused',
    sentence: [said, ...open.form.remarks].join(' '),
    remedy: single?.remedy ?? 'Corrija las celdas señaladas y pulse «Contabilizar».',
    sheet: open.sheet,
    problems,
    differenceOffer,
  };
}

/** B03: the account is offered by its name; only the user's press uses it. */
export function offerOf(
  open: OpenDocument,
  rejections: readonly ExplainedRejection[],
  company: Company,
): DifferenceOffer | null {
  const unbalanced = rejections.find(({ code }) => code === 'opening-unbalanced');
  const { account, name, difference } = unbalanced?.params ?? {};
  if (account === undefined || account === '' || rejections.length > 1) return null;
  return {
    sheet: open.sheet,
    account: String(account),
    accountName: String(name ?? ''),
    difference: formatWireAmount(
      String(difference ?? '0'),
      company.minorDigits,
      company.numberStyle,
    ),
  };
}
