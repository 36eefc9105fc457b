// Whether this process can serve now: its database answers and has the schema of this version, its file is sound,
// and it is not on its way out. A proxy asks before it sends anybody.
import type { Engine } from '../db/engine.ts';
import { listMigrations } from '../db/migrations.ts';

export interface ReadinessReport {
  ok: boolean;
  /** `ok`, or in Spanish what is wrong. */
  checks: Record<'database' | 'migrations' | 'storage' | 'server', string>;
}

const answerMilliseconds = 2_000;

export class Readiness {
  readonly #engine: Engine;
  readonly #migrations: readonly string[];
  #storageDamage: string | null = null;
  #isStopping = false;

  constructor(engine: Engine) {
    this.#engine = engine;
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
    const storage = this.#storageDamage ?? 'ok';
    const server = this.#isStopping ? 'el servidor se está parando' : 'ok';
    const checks = { database, migrations, storage, server };
    return { ok: Object.values(checks).every((each) => each === 'ok'), checks };
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
