// «Nuevo comprobante» and «Saldos iniciales»: a sheet laid out and ready for typing.
import { createSheet } from '../host/newSheet.ts';
import { layOutOpening } from '../host/openingForm.ts';
import { layOutVoucher } from '../host/voucherForm.ts';
import { goTo } from '../host/workbookNavigation.ts';
import type { Company } from '../../shared/contract/companies.ts';
import { localDateOfInstant, type LocalDate } from '../../shared/localDate.ts';
import type { CommandContext } from './commandContext.ts';
import type { SheetReference } from './commandOutcome.ts';
import type { OutcomeParts, Work } from './commandRunner.ts';

export async function createVoucherSheet(
  context: CommandContext,
  { company }: Work,
): Promise<OutcomeParts> {
  const title = voucherTitle(company);
  const today = localDateOfInstant(context.now());
  const { sheet, document } = await createSheet({
    kind: 'voucher',
    company: company.code,
    voucherId: context.newId(),
    baseName: title,
    isNumbered: true,
    layOut: (worksheet, { dateSystem }) =>
      layOutVoucher(worksheet, {
        dateSystem,
        company,
        title,
        costCenterTitle: costCenterTitle(company),
        type: company.defaultVoucherType,
        date: isOpenDay(company, today) ? today : null,
      }),
  });
  context.store.setDocument(sheet, document);
  return {
    status: 'done',
    sentence: `La hoja «${sheet.name}» está lista para escribir.`,
    remedy: 'Escriba las líneas y pulse «Validar» o «Contabilizar».',
    sheet,
  };
}

/** Goes to the opening sheet that is not sent yet, if there is one, instead of making another. */
export async function createOpeningSheet(
  context: CommandContext,
  { company }: Work,
): Promise<OutcomeParts> {
  const existing = await goToUnsentOpening(context, company);
  const sheet = existing ?? (await layOutNewOpening(context, company));
  return {
    status: 'done',
    sentence: existing
      ? `La hoja «${sheet.name}» sigue sin contabilizar: está abierta para continuar.`
      : `La hoja «${sheet.name}» está lista: pegue en ella el balance con el que empieza la empresa.`,
    remedy: 'Después pulse «Validar» o «Contabilizar».',
    sheet,
  };
}

/** One of this company: a workbook may hold sheets of several. */
async function goToUnsentOpening(
  { store }: CommandContext,
  { code }: Company,
): Promise<SheetReference | null> {
  const { documents } = store.getSnapshot();
  const found = documents.find(
    ({ document: { kind, company, state } }) =>
      kind === 'opening' && company === code && (state === 'draft' || state === 'pending'),
  );
  if (!found || !(await goTo(found.sheetId, null))) return null;
  return { id: found.sheetId, name: found.sheetName };
}

async function layOutNewOpening(
  context: CommandContext,
  company: Company,
): Promise<SheetReference> {
  const { sheet, document } = await createSheet({
    kind: 'opening',
    company: company.code,
    voucherId: context.newId(),
    baseName: 'Saldos iniciales',
    isNumbered: false,
    layOut: (worksheet, { dateSystem }) =>
      layOutOpening(worksheet, {
        dateSystem,
        company,
        costCenterTitle: costCenterTitle(company),
        date: openingDate(company),
      }),
  });
  context.store.setDocument(sheet, document);
  return sheet;
}

/** Today is proposed only where it can be posted: otherwise the user writes the date. */
function isOpenDay(company: Company, day: LocalDate): boolean {
  const isLocked = company.lock !== null && day <= company.lock.lockedThrough;
  const year = company.fiscalYears.find((one) => one.startsOn <= day && day <= one.endsOn);
  return !isLocked && year?.state === 'open';
}

/** Openings are usually dated on the first day of the first open year. */
function openingDate(company: Company): LocalDate | null {
  const open = company.fiscalYears
    .filter((year) => year.state === 'open' && isOpenDay(company, year.startsOn))
    .map((year) => year.startsOn)
    .sort();
  return open[0] ?? null;
}

/** «Asiento» or «Comprobante», as the country says it. */
export function voucherTitle(company: Company): string {
  return capitalized(company.vocabulary.voucher ?? 'comprobante');
}

export function costCenterTitle(company: Company): string {
  return capitalized(company.vocabulary.costCenter ?? 'centro de costo');
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
