// What a person answered about how one sheet is read. It stays with that sheet: another one is asked
// again.
import type { Answer, QuestionKey, SheetAnswers } from '../sheets/sheetQuestions.ts';
import { runExcel } from './runExcel.ts';

const answersProperty = 'cuadre.respuestas';

/** Queues the reading; the caller syncs. */
export function loadAnswers(sheet: Excel.Worksheet): () => SheetAnswers {
  const stored = sheet.customProperties.getItemOrNullObject(answersProperty);
  stored.load('value');
  return () => (stored.isNullObject ? {} : parseAnswers(stored.value));
}

export async function rememberAnswer(
  sheetId: string,
  key: QuestionKey,
  answer: Answer,
): Promise<void> {
  await runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const answersOf = loadAnswers(sheet);
    await context.sync();
    const answers: SheetAnswers = { ...answersOf(), [key]: answer };
    sheet.customProperties.add(answersProperty, JSON.stringify(answers));
    await context.sync();
  });
}

function parseAnswers(text: string): SheetAnswers {
  try {
    const answers: unknown = JSON.parse(text);
    return typeof answers === 'object' && answers !== null ? answers : {};
  } catch {
    // Edited by another program: asked again.
    return {};
  }
}
