// Commands on whole databases: backup, restore, and moving a company from one to another.
import { Argument } from 'commander';
import { openEngine } from '../db/openEngine.ts';
import { backupDatabase, restoreDatabase } from '../operations/backupDatabase.ts';
import { copyCompany } from '../operations/copyCompany.ts';
import type { AddCommand, CommandContext } from './commandFrame.ts';
import { companyOption, required } from './commandOptions.ts';
import { exitCodes, Misuse } from './exitCodes.ts';
import { printReport } from './operationsCommands.ts';
import type { SpanishCommand } from './spanishCommand.ts';

export function addStorageCommands(program: SpanishCommand, add: AddCommand): void {
  add(program, 'backup', {
    description:
      'Copia la base de datos SQLite en un archivo nuevo, también con el servidor en marcha',
    database: 'none',
    arguments: [new Argument('<archivo>', 'el que se escribe; no debe existir')],
    examples: ['backup copia.db'],
    run: async ({ environment, print }, _options: object, file) => {
      const { bytes } = await backupDatabase(environment.databaseUrl, file);
      print(`${file}: copia completa y comprobada, ${sayMegabytes(bytes)}.`);
    },
  });
  add(program, 'restore', {
    description: 'Restaura una copia donde no haya base de datos, después de comprobarla',
    database: 'none',
    arguments: [new Argument('<archivo>', 'la copia')],
    examples: ['restore copia.db'],
    run: async ({ environment: { databaseUrl }, print }, _options: object, file) => {
      const { companies, damages, isRestored } = await restoreDatabase(file, databaseUrl);
      for (const damage of damages) print(`✗ Archivo dañado: ${damage}`);
      for (const report of companies) printReport(report, print);
      print(
        isRestored
          ? `Restaurado en ${databaseUrl}.`
          : 'La copia no se comprueba: no se ha restaurado nada.',
      );
      return isRestored ? exitCodes.done : exitCodes.findings;
    },
  });
  add(program, 'copy', {
    description: 'Copia una empresa con toda su historia a otra base de datos',
    database: 'none',
    options: [
      required('--from <dirección>', 'sqlite:RUTA o postgres://…'),
      required('--to <dirección>', 'sqlite:RUTA o postgres://…; se crea si no existe'),
      companyOption(),
    ],
    examples: ['copy --from sqlite:./data/cuadre.db --to postgres://… --company ACME'],
    run: copy,
  });
}

async function copy(
  { clock, print, notice }: CommandContext,
  { from, to, company }: { from: string; to: string; company: string },
): Promise<void> {
  if (from === to) throw new Misuse('El origen y el destino son la misma base de datos.');
  const source = await openEngine(from, { mustExist: true });
  try {
    const target = await openEngine(to, {
      onCreated: (place) => notice(`Base de datos nueva: ${place}`),
    });
    try {
      const { verification, rows, users } = await copyCompany(source, target, clock, company);
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

function sayMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1).replace('.', ',')} MB`;
}
