// Everything that can be proved of a company's books, in one snapshot: log, roll-ups, vouchers, numbering, memory.
import { BalanceIndexes } from '../balances/balanceIndexes.ts';
import { getCompany } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { describeStorageError } from '../db/storageError.ts';
import { Findings, type LedgerFinding } from '../ledger/findings.ts';
import { LedgerNames } from '../ledger/ledgerNames.ts';
import type { PostingBatch } from '../ledger/posting.ts';
import {
  verifyChain,
  verifyTotals,
  type ChainWalk,
  type WalkOptions,
} from '../ledger/verifyLedger.ts';
import { verifyAnswers } from './verifyAnswers.ts';
import { verifyFacts } from './verifyFacts.ts';
import { verifyHeads, VoucherSeals } from './verifyHeads.ts';
import { verifyImports } from './verifyImports.ts';
import { verifyIndex } from './verifyIndex.ts';
import { verifyLocks } from './verifyLocks.ts';
import { verifyNumbering } from './verifyNumbering.ts';
import { verifyVouchers } from './verifyVouchers.ts';
import type { FactWalkOptions, LockFact } from './walkFacts.ts';

export interface CompanyReport {
  company: string;
  uid: string;
  ledgerVersion: number;
  batches: number;
  postings: number;
  vouchers: number;
  chainHead: string;
  /** Records in the chain of facts, and where it ends. */
  facts: number;
  factHead: string;
  findings: readonly LedgerFinding[];
}

/** @param options told of every version and fact on the way, to compare with heads kept elsewhere */
export async function verifyCompany(
  tx: ReadTx,
  companyId: number,
  options: WalkOptions & FactWalkOptions = {},
): Promise<CompanyReport> {
  const findings = new Findings();
  const { code, uid } = await getCompany(tx, companyId);
  const names = await LedgerNames.read(tx, companyId);
  let walk: ChainWalk = { seq: 0, hash: '', batches: 0, postings: 0 };
  let facts = { facts: 0, hash: '' };
  let vouchers = 0;
  let locks: readonly LockFact[] = [];
  let seals = new VoucherSeals(new Map());
  // A damaged page stops what reads it; the rest is still looked at.
  const inspect = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const damage = describeStorageError(error);
      if (damage === null) throw error;
      findings.add(`Al leer ${what}: ${damage.sentence}`);
    }
  };
  await inspect('los hechos', async () => {
    const read = await verifyFacts(tx, companyId, findings, options);
    facts = read;
    locks = read.locks;
    seals = new VoucherSeals(read.drafts, read.largestDraftId);
  });
  await inspect('los apuntes', async () => {
    const onBatch = (batch: PostingBatch): void => seals.take(batch);
    walk = await verifyChain(tx, companyId, findings, names, { ...options, onBatch });
  });
  await inspect('los bloqueos', () => verifyLocks(tx, companyId, locks, findings, names));
  await inspect('las cabeceras', () => verifyHeads(tx, companyId, seals, findings));
  await inspect('los totales diarios', () => verifyTotals(tx, companyId, findings, names));
  await inspect('los comprobantes', async () => {
    vouchers = await verifyVouchers(tx, companyId, findings, names, seals.largestId);
  });
  await inspect('la numeración', () => verifyNumbering(tx, companyId, findings));
  await inspect('las importaciones', () => verifyImports(tx, companyId, findings));
  await inspect('las respuestas', () => verifyAnswers(tx, companyId, findings));
  await inspect('los saldos', async () => {
    const index = await new BalanceIndexes().get(tx, companyId);
    await verifyIndex(tx, companyId, index, findings, names);
  });
  return {
    company: code,
    uid,
    ledgerVersion: walk.seq,
    batches: walk.batches,
    postings: walk.postings,
    vouchers,
    chainHead: walk.hash,
    facts: facts.facts,
    factHead: facts.hash,
    findings: findings.all,
  };
}
