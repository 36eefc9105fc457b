// Heads of the two chains for safe-keeping: whoever keeps them elsewhere (an auditor, a notary, a mailbox) can prove
// later that nothing before them was changed or cut off, not even by somebody who rewrote the chains whole.
import * as z from 'zod';
import { wordings } from '../../shared/contract/wordings.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { genesisOfFacts } from '../audit/facts.ts';
import { readFactHead } from '../audit/facts.store.ts';
import type { Clock } from '../clock.ts';
import { getCompany, listCompanies } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { explainIssues } from '../explainIssues.ts';
import { genesisHash } from '../ledger/chain.ts';
import { Findings, type LedgerFinding } from '../ledger/findings.ts';
import { LedgerNames } from '../ledger/ledgerNames.ts';
import { verifyChain, type WalkOptions } from '../ledger/verifyLedger.ts';
import { findBatchEndingAt, findCompanyIdByUid } from './chainTail.store.ts';
import { verifyFacts } from './verifyFacts.ts';
import type { FactWalkOptions } from './walkFacts.ts';

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .register(wordings, { is: 'una huella SHA-256, de 64 cifras hexadecimales' });

export const chainHeadSchema = z.object({
  kind: z.literal('cuadre-chain-head'),
  /** Its code; empty: the installation, which has facts and no postings. */
  company: z.string(),
  uid: z.string().min(1),
  ledgerVersion: z.number().int().nonnegative(),
  hash,
  /** Records in the chain of facts, and where it ended. */
  facts: z.number().int().nonnegative(),
  factHash: hash,
  /** When the last batch was recorded; null before the first. */
  recordedAt: z.string().nullable(),
  exportedAt: z.string(),
});
export type ChainHead = z.infer<typeof chainHeadSchema>;

/** @param companyId 0 is the installation */
export async function exportChainHead(
  tx: ReadTx,
  clock: Clock,
  companyId: number,
): Promise<ChainHead> {
  const { uid, lastFactId: facts, lastFactHash: factHash } = await readFactHead(tx, companyId);
  const exportedAt = clock.now().toISOString();
  const common = { kind: 'cuadre-chain-head', uid, facts, factHash, exportedAt } as const;
  if (companyId === 0) {
    const noPostings = { company: '', ledgerVersion: 0, hash: genesisHash(uid), recordedAt: null };
    return { ...common, ...noPostings };
  }
  const company = await getCompany(tx, companyId);
  const last = await findBatchEndingAt(tx, companyId, company.lastSeq);
  return {
    ...common,
    company: company.code,
    ledgerVersion: company.lastSeq,
    hash: company.lastHash,
    recordedAt: last?.recordedAt ?? null,
  };
}

/** Those of the installation and of every company in it. */
export async function exportAllHeads(tx: ReadTx, clock: Clock): Promise<ChainHead[]> {
  const heads = [await exportChainHead(tx, clock, 0)];
  for (const { id } of await listCompanies(tx)) heads.push(await exportChainHead(tx, clock, id));
  return heads;
}

/** @throws an Error in Spanish when it is neither one head nor one per line */
export function parseChainHeads(text: string): ChainHead[] {
  const documents = parseDocuments(text);
  const schema = z.array(chainHeadSchema).min(1);
  const parsed = schema.safeParse(documents);
  if (parsed.success) return parsed.data;
  const [first] = explainIssues(parsed.error.issues, {
    ...{ schema, input: documents, whole: 'el archivo' },
  });
  const { message = '', remedy = '' } = first ? explainRejection(first) : {};
  throw new Error(`No es una cabeza de cadena de Cuadre. ${message} ${remedy}`);
}

function parseDocuments(text: string): unknown[] {
  try {
    const whole: unknown = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      throw new Error('El archivo no es JSON.');
    }
  }
}

export interface HeadReport {
  head: ChainHead;
  isPart: boolean;
  /** Spanish: why it is, or is not, part of the chains. */
  told: string;
}

export interface HeadsReport {
  heads: HeadReport[];
  /** What else is wrong with the chains. */
  findings: readonly LedgerFinding[];
}

/** Heads of several companies, each against its own chains. */
export async function checkAllHeads(
  tx: ReadTx,
  heads: readonly ChainHead[],
): Promise<HeadsReport[]> {
  const reports: HeadsReport[] = [];
  for (const uid of new Set(heads.map((head) => head.uid))) {
    const own = heads.filter((head) => head.uid === uid);
    reports.push(await checkChainHeads(tx, uid, own));
  }
  return reports;
}

/**
 * Whether heads of one company that were kept elsewhere are still part of its chains. The hashes are computed anew
 * from every posting and every fact, so a chain that was rewritten and sealed again is noticed.
 */
export async function checkChainHeads(
  tx: ReadTx,
  uid: string,
  heads: readonly ChainHead[],
): Promise<HeadsReport> {
  const installation = await readFactHead(tx, 0);
  const companyId = uid === installation.uid ? 0 : await findCompanyIdByUid(tx, uid);
  if (companyId === null) return { heads: tellAbsent(heads), findings: [] };
  const findings = new Findings();
  const watch = new HeadWatch(uid, heads);
  const { facts } = await verifyFacts(tx, companyId, findings, watch.options);
  let seq = 0;
  if (companyId !== 0) {
    const names = await LedgerNames.read(tx, companyId);
    ({ seq } = await verifyChain(tx, companyId, findings, names, watch.options));
  }
  return { heads: watch.tell(seq, facts, findings.all), findings: findings.all };
}

/** Of a company that is not there at all. */
export function tellAbsent(heads: readonly ChainHead[]): HeadReport[] {
  const told = 'esa empresa no está en esta base de datos';
  return heads.map((head) => ({ head, isPart: false, told }));
}

/** Listens to a verification, and says afterwards whether heads are part of what it saw. */
export class HeadWatch {
  /** What the verification is to be told. */
  readonly options: Required<Pick<WalkOptions, 'onVersion'>> & Required<FactWalkOptions>;
  readonly #heads: readonly ChainHead[];
  readonly #postings: Map<number, string>;
  readonly #facts: Map<number, string>;

  /** @param heads of one company, or of the installation */
  constructor(uid: string, heads: readonly ChainHead[]) {
    this.#heads = heads;
    this.#postings = new Map([[0, genesisHash(uid)]]);
    this.#facts = new Map([[0, genesisOfFacts(uid)]]);
    const versions = new Set(heads.map((head) => head.ledgerVersion));
    const facts = new Set(heads.map((head) => head.facts));
    this.options = {
      onVersion: (version, actual) => {
        if (versions.has(version)) this.#postings.set(version, actual);
      },
      onFact: (id, actual) => {
        if (facts.has(id)) this.#facts.set(id, actual);
      },
    };
  }

  /** @param findings of the verification: a fault breaks everything that hangs from it */
  tell(seq: number, facts: number, findings: readonly LedgerFinding[]): HeadReport[] {
    const firstFault = Math.min(...findings.map((finding) => finding.seq ?? Infinity));
    return this.#heads.map((head) => {
      const told = this.#comparePostings(head, seq, firstFault) ?? this.#compareFacts(head, facts);
      return { head, isPart: told === null, told: told ?? 'es parte de la cadena' };
    });
  }

  /** @returns what is wrong, or null */
  #comparePostings({ ledgerVersion, hash: kept }: ChainHead, seq: number, firstFault: number) {
    if (ledgerVersion > seq) {
      return `el libro solo llega a la versión ${seq}: faltan apuntes que ya existían`;
    }
    const actual = this.#postings.get(ledgerVersion);
    if (actual === undefined)
      return `en la versión ${ledgerVersion} ya no termina ningún comprobante`;
    if (actual !== kept) return 'la huella es otra: los apuntes hasta esa versión han cambiado';
    if (firstFault <= ledgerVersion) return `la cadena está rota desde el apunte ${firstFault}`;
    return null;
  }

  #compareFacts({ facts: count, factHash }: ChainHead, reached: number): string | null {
    if (count > reached) {
      return `solo hay ${reached} registros de hechos de los ${count} que ya existían`;
    }
    if (this.#facts.get(count) === factHash) return null;
    return 'la huella de los hechos es otra: cuentas, ejercicios u otros datos de entonces han cambiado';
  }
}
