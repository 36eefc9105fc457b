// `=SUM(C8:C1048576)` says «down to the end»: Univer would look into a million rows, and make an object
// for each, although its sheet ends where the data end. Rows below the sheet's last are blank unseen.
import { BaseReferenceObject, NullValueObject } from '@univerjs/engine-formula';

const { iterator, toArrayValueObject } = BaseReferenceObject.prototype;

/** @returns the range without the rows that the sheet does not have, or null when it has them all */
function existingPart(reference: BaseReferenceObject) {
  const range = reference.getRangePosition();
  const endRow = Math.max(range.startRow, reference.getActiveSheetRowCount() - 1);
  return endRow < range.endRow ? { ...range, endRow } : null;
}

BaseReferenceObject.prototype.iterator = function (callback) {
  const existing = existingPart(this);
  if (!existing) return iterator.call(this, callback);
  const narrowed = Object.create(this, {
    getRangePosition: { value: () => existing },
  }) as BaseReferenceObject;
  return iterator.call(narrowed, callback);
};

/** The array keeps the size of the whole range, as ROWS and INDEX expect. */
BaseReferenceObject.prototype.toArrayValueObject = function (useCache) {
  const array = toArrayValueObject.call(this, useCache);
  if (existingPart(this)) array.setDefaultValue(NullValueObject.create());
  return array;
};
