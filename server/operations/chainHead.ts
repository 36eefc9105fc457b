// Chain heads for safe-keeping: whoever keeps one elsewhere (an auditor, a notary, a mailbox) can prove later
// that nothing before it was changed, not even by somebody who rewrote the whole chain.
import * as z from 'zod';
import { wordings } from '../../shared/contract/wordings.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { Clock } from '../clock.ts';
import { getCompany } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { explainIssues } from '../explainIssues.ts';
import { genesisHash } from '../ledger/chain.ts';
import { Findings, type LedgerFinding } from '../ledger/findings.ts';
import { LedgerNames } from '../ledger/ledgerNames.ts';
import { verifyChain } from '../ledger/verifyLedger.ts';
import { findBatchEndingAt, findCompanyIdByUid } from './chainTail.store.ts';

export const chainHeadSchema = z.object({
  kind: z.literal('cuadre-chain-head'),
  company: z.string(),
  uid: z.string().min(1),
  ledgerVersion: z.number().int().nonnegative(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .register(wordings, { is: 'una huella SHA-256, de 64 cifras hexadecimales' }),
  /** When the last batch was recorded; null before the first. */
  recordedAt: z.string().nullable(),
  exportedAt: z.string(),
});
export type ChainHead = z.infer<typeof chainHeadSchema>;

export async function exportChainHead(
  tx: ReadTx,
  clock: Clock,
  companyId: number,
): Promise<ChainHead> {
  const company = await getCompany(tx, companyId);
  const last = await findBatchEndingAt(tx, companyId, company.lastSeq);
  return {
    kind: 'cuadre-chain-head',
    company: company.code,
    uid: company.uid,
    ledgerVersion: company.lastSeq,
    hash: company.lastHash,
    recordedAt: last?.recordedAt ?? null,
    exportedAt: clock.now().toISOString(),
  };
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
  /** Spanish: why it is, or is not, part of the chain. */
  told: string;
}

export interface HeadsReport {
  heads: HeadReport[];
  /** What else is wrong with the chain. */
  findings: readonly LedgerFinding[];
}

/**
 * Whether heads of one company that were kept elsewhere are still part of its chain. The hashes are
 * computed anew from every posting, so a chain that was rewritten and sealed again is noticed.
 */
export async function checkChainHeads(
  tx: ReadTx,
  uid: string,
  heads: readonly ChainHead[],
): Promise<HeadsReport> {
  const companyId = await findCompanyIdByUid(tx, uid);
  if (companyId === null) {
    const told = 'esa empresa no está en esta base de datos';
    return { heads: heads.map((head) => ({ head, isPart: false, told })), findings: [] };
  }
  const wanted = new Set(heads.map((head) => head.ledgerVersion));
  const actual = new Map<number, string>([[0, genesisHash(uid)]]);
  const findings = new Findings();
  const names = await LedgerNames.read(tx, companyId);
  const onVersion = (version: number, hash: string): void => {
    if (wanted.has(version)) actual.set(version, hash);
  };
  const walk = await verifyChain(tx, companyId, findings, names, { onVersion });
  // A fault in the chain itself breaks everything that hangs from it.
  const firstFault = Math.min(...findings.all.map(({ seq }) => seq ?? Infinity));
  return {
    heads: heads.map((head) => {
      const told = compareHead(head, actual.get(head.ledgerVersion), walk.seq, firstFault);
      return told === null
        ? { head, isPart: true, told: 'es parte de la cadena' }
        : { head, isPart: false, told };
    }),
    findings: findings.all,
  };
}

/** @returns what is wrong, or null */
function compareHead(
  { ledgerVersion, hash }: ChainHead,
  actual: string | undefined,
  reached: number,
  firstFault: number,
): string | null {
  if (ledgerVersion > reached) {
    return `el libro solo llega a la versión ${reached}: faltan apuntes que ya existían`;
  }
  if (actual === undefined)
    return `en la versión ${ledgerVersion} ya no termina ningún comprobante`;
  if (actual !== hash) return 'la huella es otra: los apuntes hasta esa versión han cambiado';
  if (firstFault <= ledgerVersion) return `la cadena está rota desde el apunte ${firstFault}`;
  return null;
}
