// At start: the last batch of every company is computed anew and compared with the head that the company keeps.
// It costs milliseconds and notices a file that was cut short, mixed with another or restored by halves.
import { listCompanies, type CompanyRow } from '../companies/companies.store.ts';
import type { Engine, ReadTx } from '../db/engine.ts';
import { genesisHash, hashBatch } from '../ledger/chain.ts';
import { listBatches, listPostings } from '../ledger/ledger.store.ts';
import { findBatchEndingAt } from './chainTail.store.ts';

/** @throws an Error in Spanish that names the companies whose chain does not end as it should */
export async function assertChainTails(engine: Engine): Promise<void> {
  const faults = await engine.read(async (tx) => {
    const found: string[] = [];
    for (const company of await listCompanies(tx)) {
      const fault = await findTailFault(tx, company);
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
