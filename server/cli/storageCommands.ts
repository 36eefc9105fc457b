// Commands on whole databases: backup, restore, and moving a company from one to another.
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { openEngine } from '../db/openEngine.ts';
import { existsSync } from 'node:fs';
import { sqlitePathOf } from '../db/sqliteFile.ts';
import { backupDatabase, restoreDatabase } from '../operations/backupDatabase.ts';
import { copyCompany } from '../operations/copyCompany.ts';
import { printReport } from './operationsCommands.ts';

type Print = (line: string) => void;

export function addStorageCommands(
  program: Command,
  databaseUrl: () => string,
  print: Print,
): void {
  program
    .command('backup <archivo>')
    .description(
      'Copia la base de datos SQLite en un archivo nuevo, también con el servidor en marcha',
    )
    .action(async (file: string) => {
      const { bytes } = await backupDatabase(databaseUrl(), file);
      print(`${file}: copia completa y comprobada, ${(bytes / 2 ** 20).toFixed(1)} MB.`);
    });
  program
    .command('restore <archivo>')
    .description('Restaura una copia donde no haya base de datos, después de comprobarla')
    .action(async (file: string) => {
      const { companies, damages, isRestored } = await restoreDatabase(file, databaseUrl());
      for (const damage of damages) print(`✗ Archivo dañado: ${damage}`);
      for (const report of companies) printReport(report, print);
      if (isRestored) {
        print(`Restaurado en ${databaseUrl()}.`);
      } else {
        print('La copia no se comprueba: no se ha restaurado nada.');
        process.exitCode = 3;
      }
    });
  program
    .command('copy')
    .description('Copia una empresa con toda su historia a otra base de datos')
    .requiredOption('--from <dirección>', 'sqlite:RUTA o postgres://…')
    .requiredOption('--to <dirección>', 'sqlite:RUTA o postgres://…')
    .requiredOption('--company <código>', 'empresa')
    .action((options: { from: string; to: string; company: string }) => copy(options, print));
}

async function copy(
  { from, to, company }: { from: string; to: string; company: string },
  print: Print,
): Promise<void> {
  const path = sqlitePathOf(from);
  if (path !== null && !existsSync(path)) throw new Error(`${path}: no existe.`);
  if (from === to) throw new Error('El origen y el destino son la misma base de datos.');
  const source = await openEngine(from);
  try {
    const target = await openEngine(to);
    try {
      const { verification, rows, users } = await copyCompany(source, target, systemClock, company);
      for (const [table, count] of Object.entries(rows)) print(`  ${table}: ${count}`);
      for (const { email, isNew } of users) {
        if (isNew) {
          print(
            `  Usuario nuevo: ${email}; dele contraseña con «cuadre user password --email ${email}».`,
          );
        }
      }
      printReport(verification, print);
      print(
        'La cadena es la misma en las dos. El original sigue como estaba: deje de usarlo o bloquéelo.',
      );
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
