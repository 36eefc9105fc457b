// What `Office.context.requirements.isSetSupported` answers. ExcelApi goes up to 1.18 because notes
// need it; single members below it that the workbench lacks fail by name (see officeObject.ts).

const SUPPORTED: Record<string, string> = {
  ExcelApi: '1.18',
  SharedRuntime: '1.1',
  CustomFunctionsRuntime: '1.3',
  // How results of custom functions travel: as arrays, with an error for missing functions.
  CustomFunctions: '1.8',
};

export function isSetSupported(name: string, version: string | number = '1.1'): boolean {
  const highest = SUPPORTED[name];
  if (!highest) return false;
  const [major = 0, minor = 0] = String(version).split('.').map(Number);
  const [highestMajor = 0, highestMinor = 0] = highest.split('.').map(Number);
  return major < highestMajor || (major === highestMajor && minor <= highestMinor);
}
