// All that can be proved of a database: the installation, every company or some, and the heads that were kept of them.
import { readFactHead } from '../audit/facts.store.ts';
import { listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import { HeadWatch, tellAbsent, type ChainHead, type HeadReport } from './chainHead.ts';
import { verifyCompany, type CompanyReport } from './verifyCompany.ts';
import { verifyInstallation, type InstallationReport } from './verifyInstallation.ts';

export interface ProofReport {
  installation: InstallationReport;
  companies: CompanyReport[];
  /** Of the heads that were given, those that are no longer part of the chains. */
  lostHeads: HeadReport[];
  /** Nothing was found, and every head is part of its chains. */
  isClean: boolean;
}

/**
 * @param only these companies; left out: all
 * @param onReport told of each company when it is done
 */
export async function verifyAll(
  engine: Pick<Engine, 'read' | 'findSchemaFaults'>,
  heads: readonly ChainHead[],
  only?: readonly CompanyRow[],
  onReport: (report: CompanyReport) => void = () => undefined,
): Promise<ProofReport> {
  const told: HeadReport[] = [];
  const headsOf = (uid: string): ChainHead[] => heads.filter((head) => head.uid === uid);
  const all = await engine.read(listCompanies);
  const companies: CompanyReport[] = [];
  for (const { id, uid } of only ?? all) {
    const watch = new HeadWatch(uid, headsOf(uid));
    const report = await engine.read((tx) => verifyCompany(tx, id, watch.options));
    told.push(...watch.tell(report.ledgerVersion, report.facts, report.findings));
    companies.push(report);
    onReport(report);
  }
  const uid = await engine.read(async (tx) => (await readFactHead(tx, 0)).uid);
  const watch = new HeadWatch(uid, headsOf(uid));
  const installation = await verifyInstallation(engine, watch.options);
  told.push(...watch.tell(0, installation.facts, installation.findings));
  const known = new Set([uid, ...all.map((company) => company.uid)]);
  told.push(...tellAbsent(heads.filter((head) => !known.has(head.uid))));
  const lostHeads = told.filter(({ isPart }) => !isPart);
  const reports = [installation, ...companies];
  const isClean = lostHeads.length === 0 && reports.every(({ findings }) => findings.length === 0);
  return { installation, companies, lostHeads, isClean };
}
