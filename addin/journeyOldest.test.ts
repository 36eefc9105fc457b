// Every journey once more, in the oldest Excel that the manifest admits: what is newer and not asked for
// first fails here by its name.
import { expect, it } from 'vitest';
import { readOldestSets } from './testing/oldestExcel.ts';
import { claimOlderExcel } from './testing/testBench.ts';
import { NEWEST_SETS } from './workbench/office/requirementSets.ts';

claimOlderExcel(readOldestSets());
await import('./journey.test.ts');

it('the oldest Excel is older than the newest', () => {
  expect(readOldestSets()['ExcelApi']).not.toBe(NEWEST_SETS['ExcelApi']);
});
