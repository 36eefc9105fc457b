// Brings a voucher of the ledger into a sheet: the one that it has in this workbook, or a new one with its
// lines, which knows the version it was made from.
import { createSheet } from '../host/newSheet.ts';
import { lookAtWorkbook } from '../host/lookAtWorkbook.ts';
import { runExcel } from '../host/runExcel.ts';
import { goTo } from '../host/workbookNavigation.ts';
import { layOutOpening } from '../host/openingForm.ts';
import { layOutVoucher } from '../host/voucherForm.ts';
import { writeDocument, type SheetDocument } from '../host/sheetDocument.ts';
import { compareWithLedger } from '../sheets/compareWithLedger.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import type { CommandContext } from './commandContext.ts';
import type { SheetReference } from './commandOutcome.ts';
import { failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { restore } from './correctSheet.ts';
import { costCenterTitle, voucherTitle } from './newSheets.ts';
import { openDocument } from './openDocument.ts';
import { settleSheet } from './settleSheet.ts';

export async function openVoucherSheet(
  context: CommandContext,
  { company, say }: Work,
  voucherId: string,
): Promise<OutcomeParts> {
  const { documents } = await lookAtWorkbook();
  const existing = documents.find(
    ({ sheetId, document }) =>
      document.voucherId === voucherId && document.ownerSheetId === sheetId,
  );
  const answer = await context.api.getVoucher(company.code, voucherId);
  if (existing) {
    const sheet = { id: existing.sheetId, name: existing.sheetName };
    // Others changed it since: opening it again brings what they did.
    const isOvertaken = answer.ok && answer.value.version !== existing.document.version;
    if (isOvertaken) await fill(context, company, sheet.id, answer.value, existing.document);
    return turnTo(sheet);
  }
  if (!answer.ok) return failureOutcome(answer.failure);
  say('Preparando la hoja…');
  const voucher = answer.value;
  const { sheet, document } = await layOut(company, voucher);
  await fill(context, company, sheet.id, voucher, document);
  return opened(sheet, voucher);
}

async function turnTo(sheet: SheetReference): Promise<OutcomeParts> {
  await goTo(sheet.id, null);
  return {
    status: 'done',
    sentence: `La hoja «${sheet.name}» de este archivo es la suya: está abierta.`,
    sheet,
  };
}

function opened(sheet: SheetReference, { label, state }: Voucher): OutcomeParts {
  return {
    status: 'done',
    sentence: `${label ?? 'El borrador'} está en la hoja «${sheet.name}».`,
    remedy:
      state === 'posted'
        ? 'Cambie lo que haga falta y pulse «Corregir»; el libro no cambia hasta entonces.'
        : 'Complete la hoja y pulse «Contabilizar», o «Guardar borrador».',
    sheet,
  };
}

function layOut(company: Company, voucher: Voucher) {
  const isOpening = company.voucherTypes.some(
    ({ code, isOpening: is }) => is && code === voucher.type,
  );
  const title = voucherTitle(company);
  return createSheet({
    kind: isOpening ? 'opening' : 'voucher',
    company: company.code,
    voucherId: voucher.id,
    baseName: voucher.label ?? (isOpening ? 'Saldos iniciales' : title),
    isNumbered: voucher.label === null && !isOpening,
    layOut: (worksheet, { dateSystem }) => {
      const costCenter = costCenterTitle(company);
      if (isOpening) {
        layOutOpening(worksheet, {
          company,
          costCenterTitle: costCenter,
          date: null,
          dateSystem,
        });
        return;
      }
      layOutVoucher(worksheet, {
        company,
        title,
        costCenterTitle: costCenter,
        type: voucher.type,
        date: null,
        dateSystem,
      });
    },
  });
}

/** The empty form differs from the ledger in everything: it is restored like any sheet that differs. */
async function fill(
  context: CommandContext,
  company: Company,
  sheetId: string,
  voucher: Voucher,
  created: SheetDocument,
): Promise<void> {
  const document: SheetDocument = {
    ...created,
    state: voucher.state === 'draft' ? 'draft' : voucher.state,
    version: voucher.version,
    date: voucher.date,
    ...(voucher.label === null ? {} : { label: voucher.label }),
  };
  await runExcel(async (excel) => {
    writeDocument(excel.workbook.worksheets.getItem(sheetId), document);
    await excel.sync();
    const found = await openDocument(excel, company, context, { sheetId });
    if (!found.ok) throw new Error('a sheet just laid out is not a document');
    const { open } = found;
    open.isInFront = true;
    const { input, places } = open.form;
    const { grid } = open.read;
    const comparison = compareWithLedger({ input, places, grid }, voucher, company);
    const standing = { kind: 'differs', voucher, comparison, isCorrected: false } as const;
    const settled = await restore(context, excel, company, open, standing);
    // A draft is compared with nothing: its state and number are all that is left to show.
    if (!settled) await settleSheet(context, excel, open, company);
  });
}
