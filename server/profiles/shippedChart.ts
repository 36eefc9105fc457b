/**
 * The charts that ship with the product, parsed on first use.
 */
import type { ChartAccount } from './chartAccount.ts';
import { parseChartTables } from './chartTable.ts';
import { PUC_TABLES } from './charts/colombia/puc.ts';
import { PGC_TABLES } from './charts/spain/pgc.ts';
import { SUGGESTED_TABLES } from './charts/venezuela/suggested.ts';
import { listProfiles } from './profile.ts';

const TABLES_BY_CHART = new Map<string, readonly string[]>([
  ['pgc-pymes', PGC_TABLES],
  ['pgc', PGC_TABLES],
  ['puc', PUC_TABLES],
  ['ve-sugerido', SUGGESTED_TABLES],
]);

const parsedCharts = new Map<string, readonly ChartAccount[]>();

/**
 * The accounts of a shipped chart, parents before children, or undefined when no profile offers it.
 */
export function findShippedChart(chartId: string): readonly ChartAccount[] | undefined {
  const known = parsedCharts.get(chartId);
  if (known !== undefined) return known;
  const profile = listProfiles().find(({ charts }) => charts.some(({ id }) => id === chartId));
  const tables = TABLES_BY_CHART.get(chartId);
  if (profile === undefined || tables === undefined) return undefined;
  const accounts = parseChartTables(tables, profile.codeSyntax, chartId);
  parsedCharts.set(chartId, accounts);
  return accounts;
}
