// Which rows of a range cannot be seen: one more round trip, and only when there are any.
import { rowsOfAddress } from '../sheets/hiddenRows.ts';

/** What `findHiddenRows` must find loaded. */
export const hiddenRowsProperties = 'rowIndex,rowCount,rowHidden';

/** @returns zero-based rows of the sheet */
export async function findHiddenRows(
  context: Excel.RequestContext,
  range: Excel.Range,
): Promise<Set<number>> {
  // Null says «some of them», which the type declarations leave out.
  const rowHidden = range.rowHidden as boolean | null;
  if (rowHidden === false) return new Set();
  const visible = range.getSpecialCellsOrNullObject('Visible');
  visible.load('address');
  try {
    await context.sync();
  } catch {
    // Too scattered for Excel to list. What was read is right; a remark must not stand in its way.
    return new Set();
  }
  const visibleRows = visible.isNullObject ? new Set<number>() : rowsOfAddress(visible.address);
  const rows = Array.from({ length: range.rowCount }, (_, index) => range.rowIndex + index);
  return new Set(rows.filter((row) => !visibleRows.has(row)));
}
