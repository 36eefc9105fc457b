// Finds out which document the sheet in front is: a voucher or opening of ours, the copy of one, or
// none.
import type { Company } from '../../shared/contract/companies.ts';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { readDocumentForm, type DocumentForm } from '../host/documentForm.ts';
import { readSheet, type ReadSheet } from '../host/readSheet.ts';
import type { HostContext } from '../host/runExcel.ts';
import type { SheetDocument } from '../host/sheetDocument.ts';
import { sheetExists } from '../host/workbookNavigation.ts';
import type { CommandContext } from './commandContext.ts';
import type { OutcomeParts } from './commandRunner.ts';
import type { SheetReference } from './commandOutcome.ts';

export interface OpenDocument {
  read: ReadSheet;
  sheet: SheetReference;
  document: SheetDocument;
  form: DocumentForm;
  /** True when the sheet is a copy: it has just become a document of its own, not yet written down. */
  isCopy: boolean;
  /** True when the user is looking at it. */
  isInFront: boolean;
}

export type OpenResult = { ok: true; open: OpenDocument } | { ok: false; parts: OutcomeParts };

export async function openDocument(
  context: HostContext,
  company: Company,
  { newId, now }: Pick<CommandContext, 'newId' | 'now'>,
  options: { sheetId?: string; onProgress?: (done: number, total: number) => void } = {},
): Promise<OpenResult> {
  const read = await readSheet(context, options.sheetId, options.onProgress);
  const sheet = { id: read.id, name: read.name };
  const refuse = (sentence: string, remedy: string): OpenResult => ({
    ok: false,
    parts: { status: 'refused', sentence, remedy, sheet },
  });
  const stored = read.document ?? adopt(read, company, { newId, now });
  if (!stored) {
    const word = company.vocabulary['voucher'] ?? 'comprobante';
    return refuse(
      `La hoja «${read.name}» no es un ${word} de Cuadre.`,
      `Pulse «Nuevo ${word}» o «Saldos iniciales» y escriba en la hoja que se crea.`,
    );
  }
  if (stored.company !== company.code) {
    return refuse(
      `La hoja «${read.name}» es de la empresa ${stored.company} y está abierta ${company.code}.`,
      'Elija esa empresa en el panel, o cree una hoja nueva para esta.',
    );
  }
  const form = readDocumentForm(stored.kind, read, company, localDateOfInstant(now()));
  if (!form) {
    return refuse(
      'No se encuentra la tabla de líneas: faltan los títulos de sus columnas.',
      'Deshaga el cambio que los borró, o pegue las líneas en una hoja nueva.',
    );
  }
  const isCopy = read.document === null || (await isCopyOfAnother(context, read, stored));
  const document: SheetDocument = isCopy
    ? {
        kind: stored.kind,
        company: stored.company,
        voucherId: newId(),
        ownerSheetId: read.id,
        state: 'draft',
      }
    : { ...stored, ownerSheetId: read.id };
  const isInFront = options.sheetId === undefined;
  return { ok: true, open: { read, sheet, document, form, isCopy, isInFront } };
}

/**
 * Excel leaves the properties behind when a sheet is copied: what looks like a form of ours in all its
 * labels is one, and begins as a draft of its own (N32: never a second posting of its original).
 */
function adopt(
  read: ReadSheet,
  company: Company,
  { newId, now }: Pick<CommandContext, 'newId' | 'now'>,
): SheetDocument | null {
  for (const kind of ['voucher', 'opening'] as const) {
    if (!readDocumentForm(kind, read, company, localDateOfInstant(now()))?.isLaidOut) continue;
    return {
      kind,
      company: company.code,
      voucherId: newId(),
      ownerSheetId: read.id,
      state: 'draft',
    };
  }
  return null;
}

/**
 * A copied sheet carries the properties of its original. It is a document of its own when the original
 * is still in the workbook, or when it came as a draft from another workbook.
 */
async function isCopyOfAnother(
  context: HostContext,
  read: ReadSheet,
  stored: SheetDocument,
): Promise<boolean> {
  if (stored.ownerSheetId === read.id) return false;
  if (await sheetExists(context, stored.ownerSheetId)) return true;
  // Posted or sent: treating it as new could post it twice. The ledger knows it by its identity.
  if (stored.state !== 'draft') return false;
  return !read.settings.drafts.some((draft) => draft.voucherId === stored.voucherId);
}
