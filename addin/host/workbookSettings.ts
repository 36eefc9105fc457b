// What the workbook remembers: its company, the server it was made with and the documents not sent
// yet. It travels with the file, so nothing here opens any door.
import type { DocumentKind } from './documentKind.ts';
import { runExcel } from './runExcel.ts';

export interface StoredDraft {
  sheetId: string;
  voucherId: string;
  kind: DocumentKind;
  state: 'draft' | 'pending';
}

const companySetting = 'cuadre.empresa';
const connectionSetting = 'cuadre.conexion';
const draftsSetting = 'cuadre.borradores';

export interface WorkbookSettings {
  company: string | null;
  connection: string | null;
  drafts: StoredDraft[];
}

export function loadSettings(context: Excel.RequestContext): () => WorkbookSettings {
  const { settings } = context.workbook;
  const [company, connection, drafts] = [companySetting, connectionSetting, draftsSetting].map(
    (key) => {
      const setting = settings.getItemOrNullObject(key);
      setting.load('value');
      return setting;
    },
  );
  const textOf = (setting: Excel.Setting | undefined) =>
    setting && !setting.isNullObject && typeof setting.value === 'string' ? setting.value : null;
  return () => ({
    company: textOf(company),
    connection: textOf(connection),
    drafts: parseDrafts(textOf(drafts)),
  });
}

/** The workbook opens with this company next time. */
export async function rememberCompany(company: string, connection: string): Promise<void> {
  await runExcel(async (context) => {
    context.workbook.settings.add(companySetting, company);
    context.workbook.settings.add(connectionSetting, connection);
    await context.sync();
  });
}

export function writeDrafts(context: Excel.RequestContext, drafts: readonly StoredDraft[]): void {
  context.workbook.settings.add(draftsSetting, JSON.stringify(drafts));
}

/** The list with one document changed; null takes it out (it was posted). */
export function withDraft(
  drafts: readonly StoredDraft[],
  sheetId: string,
  draft: StoredDraft | null,
): StoredDraft[] {
  const others = drafts.filter((one) => one.sheetId !== sheetId);
  return draft ? [...others, draft] : others;
}

function parseDrafts(text: string | null): StoredDraft[] {
  if (text === null) return [];
  try {
    const drafts: unknown = JSON.parse(text);
    return Array.isArray(drafts) ? (drafts as StoredDraft[]) : [];
  } catch {
    return [];
  }
}
