// A large database file is not read whole before the server answers: it is checked in a thread of its own while the
// server works, and what is found takes the server out of service.
import type { Logger } from 'pino';
import { checkSqliteFile, isCheckedAtOpening, sqlitePathOf } from '../db/sqliteFile.ts';
import type { Readiness } from './readiness.ts';

export function checkLargeFile(databaseUrl: string, readiness: Readiness, logger: Logger): void {
  const path = sqlitePathOf(databaseUrl);
  if (path === null || isCheckedAtOpening(path)) return;
  logger.info('la base de datos es grande: se comprueba página a página mientras se trabaja');
  const startedAt = performance.now();
  checkSqliteFile(path, 'quick').then(
    (damages) => {
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      if (damages.length === 0) {
        logger.info({ seconds }, 'la base de datos está sana');
        return;
      }
      readiness.reportDamage('el archivo está dañado: restaure una copia');
      logger.fatal(
        { damages },
        'la base de datos está dañada: pare el servidor y restaure una copia',
      );
    },
    (error: unknown) => logger.error({ err: error }, 'no se pudo comprobar la base de datos'),
  );
}
