// Whether this process can serve now: its database answers and has the schema of this version, its file is sound,
// and it is not on its way out. A proxy asks before it sends anybody.
import type { Engine } from '../db/engine.ts';
import { listMigrations } from '../db/migrations.ts';
import { describeStorageError } from '../db/storageError.ts';

export interface ReadinessReport {
  ok: boolean;
  /** `ok`, or in Spanish what is wrong. */
  checks: Record<'database' | 'migrations' | 'storage' | 'server', string>;
}

const answerMilliseconds = 2_000;
/** Supervisors wait for a second by default, and another program that writes for long is no reason to stop this one. */
const probeMilliseconds = 800;
/** Who may ask is everybody: the disk is not written more often than this for it. */
const usualProbeMilliseconds = 10_000;
/** More than a page: a file that may not grow says so. */
const probeLength = 16_384;

export class Readiness {
  readonly #engine: Engine;
  readonly #migrations: readonly string[];
  #storageDamage: string | null = null;
  #isStopping = false;
  readonly #probeMilliseconds: number;
  /** What came of the last write, and when it was begun. */
  #written = 'ok';
  #probedAt = -Infinity;
  #probing: Promise<void> | null = null;

  constructor(engine: Engine, probeMilliseconds = usualProbeMilliseconds) {
    this.#engine = engine;
    this.#probeMilliseconds = probeMilliseconds;
    this.#migrations = listMigrations(engine.dialect).map(({ name }) => name);
  }

  stop(): void {
    this.#isStopping = true;
  }

  reportDamage(damage: string): void {
    this.#storageDamage = damage;
  }

  async check(): Promise<ReadinessReport> {
    const { database, migrations } = await this.#askDatabase();
    const storage = this.#storageDamage ?? (await this.#askDisk());
    const server = this.#isStopping ? 'el servidor se está parando' : 'ok';
    const checks = { database, migrations, storage, server };
    return { ok: Object.values(checks).every((each) => each === 'ok'), checks };
  }

  /** Writes something durably and takes it back; while a long write is under way, what is known still holds. */
  async #askDisk(): Promise<string> {
    const now = performance.now();
    if (this.#probing === null && now - this.#probedAt >= this.#probeMilliseconds) {
      this.#probedAt = now;
      this.#probing = this.#probe().finally(() => (this.#probing = null));
    }
    if (this.#probing !== null) await Promise.race([this.#probing, pause(probeMilliseconds)]);
    return this.#written;
  }

  async #probe(): Promise<void> {
    try {
      await this.#engine.write(async (tx) => {
        await tx.insertRows(
          'storage_probes',
          ['id', 'content'],
          [[1, 'x'.repeat(probeLength)]],
          'ON CONFLICT (id) DO UPDATE SET content = excluded.content',
        );
        await tx.execute('DELETE FROM storage_probes', []);
      });
      this.#written = 'ok';
    } catch (error) {
      const fault = describeStorageError(error);
      // Another program writes: it could, and so will this one.
      if (fault?.kind !== 'busy') this.#written = fault?.sentence ?? 'no se puede escribir';
    }
  }

  async #askDatabase(): Promise<{ database: string; migrations: string }> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), answerMilliseconds);
    });
    const asked = this.#engine
      .read((tx) => tx.query<{ name: string }>('SELECT name FROM schema_migrations', []))
      .catch(() => null);
    const rows = await Promise.race([asked, late]);
    clearTimeout(timer);
    if (rows === null) return { database: 'no responde', migrations: 'no se sabe' };
    const applied = new Set(rows.map(({ name }) => name));
    const missing = this.#migrations.filter((name) => !applied.has(name));
    if (missing.length > 0) return { database: 'ok', migrations: `falta ${missing.join(', ')}` };
    const isNewer = applied.size > this.#migrations.length;
    return { database: 'ok', migrations: isNewer ? 'son de una versión más nueva' : 'ok' };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
