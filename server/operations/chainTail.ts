// At start: the last batch and the last fact of every company are computed anew and compared with the heads that it keeps.
// It costs milliseconds and notices a file that was cut short, mixed with another or restored by halves.
import { genesisOfFacts, hashFacts } from '../audit/facts.ts';
import { readFactHead } from '../audit/facts.store.ts';
import { listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import type { Engine, ReadTx } from '../db/engine.ts';
import { genesisHash, hashBatch } from '../ledger/chain.ts';
import { listBatches, listPostings } from '../ledger/ledger.store.ts';
import { findBatchEndingAt, listLastFacts } from './chainTail.store.ts';

/** @throws an Error in Spanish that names the companies whose chain does not end as it should */
export async function assertChainTails(engine: Engine): Promise<void> {
  const faults = await engine.read(async (tx) => {
    const found: string[] = [];
    const ownFault = await findFactFault(tx, 0);
    if (ownFault !== null) found.push(`  Instalación: ${ownFault}.`);
    for (const company of await listCompanies(tx)) {
      const fault = (await findTailFault(tx, company)) ?? (await findFactFault(tx, company.id));
      if (fault !== null) found.push(`  Empresa ${company.code}: ${fault}.`);
    }
    return found;
  });
  if (faults.length === 0) return;
  throw new Error(
    `El libro no termina como debe, y no se abre para no empeorarlo:\n${faults.join('\n')}\n` +
      'No se ha cambiado nada. «cuadre verify --all» dice qué falla; restaure una copia con «cuadre restore».',
  );
}

async function findTailFault(tx: ReadTx, company: CompanyRow): Promise<string | null> {
  const { id, uid, lastSeq, lastHash } = company;
  const stray = await listPostings(tx, id, lastSeq, lastSeq + 1);
  if (stray.length > 0) return `hay apuntes después de la versión ${lastSeq}`;
  if (lastSeq === 0) {
    return lastHash === genesisHash(uid) ? null : 'su cadena no empieza por su identificador';
  }
  const end = await findBatchEndingAt(tx, id, lastSeq);
  if (!end) return `ningún lote termina en su versión, la ${lastSeq}`;
  const [batch] = await listBatches(tx, id, end.firstSeq - 1, 1);
  if (!batch) return `falta el lote del apunte ${end.firstSeq}`;
  const { hash, ...unsigned } = batch;
  if (hash !== lastHash) return 'la cabeza de la cadena no es la del último lote';
  const previous = await findBatchEndingAt(tx, id, batch.firstSeq - 1);
  const previousHash = previous?.hash ?? genesisHash(uid);
  const postings = await listPostings(tx, id, batch.firstSeq - 1, batch.lastSeq);
  if (hashBatch(previousHash, unsigned, postings) !== hash) {
    return `los apuntes ${batch.firstSeq}–${batch.lastSeq} no son los que se registraron`;
  }
  return null;
}

/** @param companyId 0 is the installation */
async function findFactFault(tx: ReadTx, companyId: number): Promise<string | null> {
  const head = await readFactHead(tx, companyId);
  const [last, previous] = await listLastFacts(tx, companyId);
  const lastId = last?.id ?? 0;
  if (lastId !== head.lastFactId) {
    return `se escribieron ${head.lastFactId} registros de hechos y el último es el ${lastId}`;
  }
  if (!last) return null;
  const previousHash = previous?.hash ?? genesisOfFacts(head.uid);
  const isWhole = last.hash === head.lastFactHash;
  if (isWhole && hashFacts(previousHash, last.id, last.content) === last.hash) return null;
  return `el registro de hechos n.º ${last.id} no es el que se escribió`;
}
