// «Guardar borrador»: the voucher of the sheet is kept on the server as it stands, checked or not,
// without number and without effect.
import type { ApiFailure } from '../api/apiResult.ts';
import { addMissingStyles } from '../host/cellStyles.ts';
import { runExcel, writeQuietly, type HostContext } from '../host/runExcel.ts';
import { writeDocument, type SheetDocument } from '../host/sheetDocument.ts';
import { writeDrafts } from '../host/workbookSettings.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { Voucher, VoucherInput } from '../../shared/contract/vouchers.ts';
import { draftsWith } from './checkDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { failureOutcome, type OutcomeParts, type Work } from './commandRunner.ts';
import { openDocument, type OpenDocument } from './openDocument.ts';
import { settledOutcome, voucherWord } from './postedOutcome.ts';
import { isKnownToServer, settleSheet } from './settleSheet.ts';

export async function saveSheetAsDraft(
  context: CommandContext,
  { company, say }: Work,
): Promise<OutcomeParts> {
  return runExcel(async (excel) => {
    const opened = await openDocument(excel, company, context);
    if (!opened.ok) return opened.parts;
    const { open } = opened;
    const { sheet, form } = open;
    if (form.kind !== 'voucher') return refuseOpening(open, company);
    say('Guardando el borrador…');
    if (isKnownToServer(open.document)) {
      const settled = await settleSheet(context, excel, open, company);
      const parts = settledOutcome(open, settled, company);
      if (parts) return parts;
    }
    const answer = await keep(context, company, open, form.input);
    if (!answer.ok) return { ...failureOutcome(answer.failure), sheet };
    await writeSaved(excel, context, open, answer.voucher);
    void context.refreshCompany();
    const unread = form.rejections.length;
    return {
      status: 'done',
      sentence: `Borrador de «${sheet.name}» guardado en el servidor; no cuenta hasta que se contabilice.`,
      remedy:
        unread === 0
          ? null
          : 'Lo que no se pudo leer de la hoja no está en el borrador: pulse «Validar» para verlo.',
      sheet,
    };
  });
}

function refuseOpening({ sheet }: OpenDocument, company: Company): OutcomeParts {
  return {
    status: 'refused',
    sentence:
      'Los saldos iniciales no se guardan como borrador en el servidor: la hoja los conserva.',
    remedy: `Guarde el libro de Excel; el borrador es para cada ${voucherWord(company)}.`,
    sheet,
  };
}

type Kept = { ok: true; voucher: Voucher } | { ok: false; failure: ApiFailure };

/** A draft that the server has is replaced in the version that the sheet was made from. */
export async function keep(
  { api, newId }: Pick<CommandContext, 'api' | 'newId'>,
  company: Company,
  { document }: Pick<OpenDocument, 'document'>,
  input: VoucherInput,
): Promise<Kept> {
  const { voucherId: id, version } = document;
  const answer =
    version === undefined
      ? await api.createVoucher(company.code, { ...input, id, action: 'draft' }, newId())
      : await api.editDraft(company.code, id, version, input);
  return answer.ok ? { ok: true, voucher: answer.value.voucher } : answer;
}

async function writeSaved(
  excel: HostContext,
  { store }: Pick<CommandContext, 'store'>,
  open: OpenDocument,
  voucher: Voucher,
): Promise<void> {
  const { read, form } = open;
  const { pendingKey: _key, pendingContent: _content, ...rest } = open.document;
  const document: SheetDocument = { ...rest, state: 'draft', version: voucher.version };
  await writeQuietly(excel, () => {
    addMissingStyles(excel, read.styles);
    form.showState(read.worksheet, {
      word: voucher.label === null ? 'saved' : 'takenBack',
      label: voucher.label,
      isOpen: true,
    });
    form.restore?.(read.worksheet);
    writeDocument(read.worksheet, document);
    writeDrafts(excel, draftsWith(open, 'draft'));
  });
  open.document = document;
  store.setDocument(open.sheet, document);
}
