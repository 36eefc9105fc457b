// How this workbook counts days and writes numbers: asked with whatever else is read of it, without a
// round trip of its own.
import type { DateSystem } from '../../shared/localDate.ts';
import type { NumberStyle } from '../../shared/money.ts';

export interface WorkbookHabits {
  dateSystem: DateSystem;
  /** What Excel turns into numbers here; null where it does not say. */
  numberStyle: NumberStyle | null;
}

/** 1 January 2000 in each system (Excel.Functions.date: «depending on the workbook's date system»). */
const serialIn1904 = 35_064;

/** Queues the questions; the caller syncs, and asks again each time: the setting may be changed. */
export function loadWorkbookHabits(context: Excel.RequestContext): () => WorkbookHabits {
  const { application, functions } = context.workbook;
  const firstOf2000 = functions.date(2000, 1, 1);
  firstOf2000.load('value');
  application.load('decimalSeparator');
  return () => ({
    dateSystem: firstOf2000.value === serialIn1904 ? 1904 : 1900,
    numberStyle: styleOf(application.decimalSeparator),
  });
}

function styleOf(decimalSeparator: string): NumberStyle | null {
  if (decimalSeparator === ',') return 'comma-decimal';
  return decimalSeparator === '.' ? 'point-decimal' : null;
}
