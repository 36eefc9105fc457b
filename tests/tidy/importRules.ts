// Who may import whom. The directions are those of ARCHITECTURE.md: what is below never knows what
// is above, so that each part can be read, tested and replaced without the rest.
import type { Import, Offence, Rule, SourceFile } from './sourceFile.ts';

/** The server's modules from left to right; a module imports its own group and those to its left. */
const MODULE_GROUPS = [
  ['audit', 'auth', 'companies', 'profiles'],
  ['accounts', 'parties', 'dimensions', 'currencies'],
  ['fiscal-years'],
  ['ledger'],
  ['vouchers'],
  ['regularisation'],
  ['balances'],
  ['budgets'],
  ['reports'],
  ['closing'],
  ['imports'],
  ['operations'],
];
/** Above every module: they put the server together and nobody imports them. */
const TOP = /^server\/(app|main|serveCuadre)(\.ts|\/)|^server\/cli\//;
/** Between modules and routes: what needs several modules at once (opening a company's books). */
const SPANNING = /^server\/(services\.ts$|setup\/)/;
/** What http/ needs of the modules: who is asking (sessions, roles), and the version to announce. */
const KNOWN_TO_HTTP = ['audit', 'auth', 'companies', 'ledger'];
const SHARED_PACKAGES = ['zod', 'decimal.js'];

function rule(
  name: string,
  findMessage: (file: SourceFile, one: Import) => string | undefined,
): Rule {
  return {
    name,
    find: (file): Offence[] => {
      if (file.isTest) return [];
      return file.imports.flatMap((one) => {
        const message = findMessage(file, one);
        return message === undefined ? [] : [{ path: file.path, line: one.line, message }];
      });
    },
  };
}

const areaOf = (path: string): string => path.split('/')[0] ?? '';

const areas = rule('areas', (file, { target, isPackage }) => {
  const from = areaOf(file.path);
  const to = areaOf(target);
  if (isPackage) {
    const isRefused = from === 'shared' && !SHARED_PACKAGES.includes(target);
    return isRefused ? `shared/ imports the package ${target}` : undefined;
  }
  if (from === 'shared' && to !== 'shared') return `shared/ imports ${target}`;
  if (from === 'server' && to !== 'shared' && to !== 'server') return `server/ imports ${target}`;
  if (from === 'addin' && to !== 'shared' && to !== 'addin') return `addin/ imports ${target}`;
  return undefined;
});

const frameworks = rule('frameworks', ({ path }, { target, isPackage }) => {
  if (!isPackage || !path.startsWith('server/')) return undefined;
  if (/^(hono$|@hono\/)/.test(target)) {
    const isAllowed = /^server\/(http\/|app\.ts$|main\.ts$)|\.routes\.ts$/.test(path);
    return isAllowed ? undefined : `${target} outside server/http, app, main and *.routes.ts`;
  }
  if (/^(drizzle-orm|better-sqlite3|pg)$/.test(target)) {
    const isAllowed = /^server\/db\/|\.store\.ts$/.test(path);
    return isAllowed ? undefined : `${target} outside server/db and *.store.ts`;
  }
  return undefined;
});

/** The folder below server/, or nothing for a file that stands in server/ itself. */
const folderOf = (path: string): string | undefined => /^server\/([^/]+)\//.exec(path)?.[1];
const rankOf = (folder: string): number =>
  MODULE_GROUPS.findIndex((group) => group.includes(folder));

const serverModules = rule('server modules', ({ path }, { target, isPackage }) => {
  if (isPackage || !path.startsWith('server/') || !target.startsWith('server/')) return undefined;
  if (TOP.test(path)) return undefined;
  if (TOP.test(target)) return `${target} stands above everything`;
  const from = folderOf(path);
  const to = folderOf(target);
  if (SPANNING.test(path) || from === to) return undefined;
  if (SPANNING.test(target)) {
    const isAllowed = path.endsWith('.routes.ts') || path.startsWith('server/http/');
    return isAllowed ? undefined : `${target} outside routes and http/`;
  }
  if (to === undefined) return undefined;
  if (from === undefined) return to === 'db' ? undefined : `server/ itself imports ${target}`;
  if (from === 'db') return `server/db imports ${target}`;
  if (to === 'db') return undefined;
  if (from === 'http') {
    return KNOWN_TO_HTTP.includes(to) ? undefined : `server/http imports the module ${to}`;
  }
  if (to === 'http') {
    return path.endsWith('.routes.ts') ? undefined : 'server/http outside *.routes.ts';
  }
  if (rankOf(from) < 0) return `server/${from} is not a module of the house`;
  if (rankOf(to) < 0) return `server/${to} is not a module of the house`;
  return rankOf(to) > rankOf(from) ? `${to} stands to the right of ${from}` : undefined;
});

const addinParts = rule('add-in parts', ({ path }, { target, isPackage }) => {
  if (!path.startsWith('addin/')) return undefined;
  if (path.startsWith('addin/sheets/')) {
    const isPure = isPackage
      ? SHARED_PACKAGES.includes(target)
      : /^(shared|addin\/sheets)\//.test(target);
    return isPure ? undefined : `addin/sheets is pure and imports ${target}`;
  }
  const reachesWorkbench = target.startsWith('addin/workbench/');
  return reachesWorkbench && !path.startsWith('addin/workbench/')
    ? 'the add-in does not know the workbench'
    : undefined;
});

export const importRules: Rule[] = [areas, frameworks, serverModules, addinParts];
