// What the workbook claims to be able to do: what `Office.context.requirements.isSetSupported` answers,
// and which members of Office.js exist. A setting, so that the add-in can be tried on an older Excel.
import { documentedMember, type ApiSets } from './apiSets.ts';

export type RequirementSets = Record<string, string>;

/** ExcelApi goes up to 1.18 because notes need it; members below it that are missing fail by name. */
export const NEWEST_SETS: RequirementSets = {
  ExcelApi: '1.18',
  SharedRuntime: '1.1',
  CustomFunctionsRuntime: '1.3',
  // How results of custom functions travel: as arrays, with an error for missing functions.
  CustomFunctions: '1.8',
};

export function claimSets(older: RequirementSets = {}): RequirementSets {
  return { ...NEWEST_SETS, ...older };
}

export function isSetSupported(
  sets: RequirementSets,
  name: string,
  version: string | number = '1.1',
): boolean {
  const highest = sets[name];
  if (!highest) return false;
  const [major = 0, minor = 0] = String(version).split('.').map(Number);
  const [highestMajor = 0, highestMinor = 0] = highest.split('.').map(Number);
  return major < highestMajor || (major === highestMajor && minor <= highestMinor);
}

/** The set that a member needs and the workbook does not claim; undefined when it may be used. */
export function missingSet(
  claimed: RequirementSets,
  apiSets: ApiSets,
  typeName: string,
  wireName: string,
): string | undefined {
  const member = documentedMember(typeName, wireName);
  const needed = member && apiSets[member];
  if (!needed) return undefined;
  const [name = '', version = ''] = needed.split(' ');
  return isSetSupported(claimed, name, version) ? undefined : needed;
}
