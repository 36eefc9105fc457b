// «Guardar borrador»: the voucher of the sheet is kept on the server as it stands, checked or not,
// without number and without effect.
import type { ApiResult } from '../api/apiResult.ts';
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
    const { document } = open;
    const { voucherId, version } = document;
    const act = ['keepDraft', company.code, voucherId, version, form.input];
    const answer = await context.acts.run(act, (key) =>
      keep(context, company, document, form.input, key),
    );
    if (!answer.ok) return { ...failureOutcome(answer.failure), sheet };
    await writeSaved(excel, context, open, answer.value);
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

/** A draft that the server has is replaced in the version that the sheet was made from. */
export async function keep(
  { api }: Pick<CommandContext, 'api'>,
  company: Company,
  { voucherId: id, version }: SheetDocument,
  input: VoucherInput,
  key: string,
): Promise<ApiResult<Voucher>> {
  const answer =
    version === undefined
      ? await api.createVoucher(company.code, { ...input, id, action: 'draft' }, key)
      : await api.editDraft(company.code, { id, version }, input, key);
  return answer.ok ? { ok: true, value: answer.value.voucher } : answer;
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
