// Commands on whole databases: backup, restore, and moving a company from one to another.
import { Argument } from 'commander';
import { openEngine } from '../db/openEngine.ts';
import { backupDatabase, restoreDatabase } from '../operations/backupDatabase.ts';
import { copyCompany } from '../operations/copyCompany.ts';
import { databaseAddress } from '../environment.ts';
import type { AddCommand, CommandContext } from './commandFrame.ts';
import { companyOption, required } from './commandOptions.ts';
import { exitCodes, Misuse } from './exitCodes.ts';
import { printProof, printReport, sayHead } from './operationsCommands.ts';
import type { SpanishCommand } from './spanishCommand.ts';

const addressForms = 'sqlite:RUTA o postgres://…';

/** What only a head that was kept elsewhere shows. */
const headsAdvice =
  'Guarde una copia de esas cabezas en otro equipo. Si después de un corte alguien borra el archivo -wal, o pone una ' +
  'copia más antigua en su lugar, faltan asientos que ya se habían confirmado, y solo una cabeza guardada lo muestra.';

export function addStorageCommands(program: SpanishCommand, add: AddCommand): void {
  add(program, 'backup', {
    description:
      'Copia la base de datos SQLite en un archivo nuevo, también con el servidor en marcha',
    database: 'none',
    arguments: [new Argument('<archivo>', 'el que se escribe; no debe existir')],
    examples: ['backup copia.db'],
    run: async ({ environment, clock, print }, _options: object, file) => {
      const { bytes, headsFile, headsList } = await backupDatabase(
        environment.databaseUrl,
        file,
        clock,
      );
      print(`${file}: copia completa y comprobada, ${sayMegabytes(bytes)}.`);
      print(`${headsFile}: las cabezas de sus cadenas, añadidas también a ${headsList}.`);
      print(headsAdvice);
    },
  });
  add(program, 'restore', {
    description: 'Restaura una copia donde no haya base de datos, después de comprobarla',
    database: 'none',
    arguments: [new Argument('<archivo>', 'la copia')],
    examples: ['restore copia.db'],
    run: async ({ environment: { databaseUrl }, print }, _options: object, file) => {
      const report = await restoreDatabase(file, databaseUrl);
      const { proof, damages, headCount, newerHeads, isRestored } = report;
      for (const damage of damages) print(`✗ Archivo dañado: ${damage}`);
      for (const company of proof?.companies ?? []) printReport(company, print);
      if (proof) printProof(proof, print);
      if (headCount === 0) {
        print('Junto a la copia no hay cabezas de cadena: no se sabe si le falta algo al final.');
      }
      for (const each of newerHeads) {
        print(`  Antes aquí había más: ${sayHead(each)}`);
      }
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
      required('--from <dirección>', addressForms, readAddress),
      required('--to <dirección>', `${addressForms}; se crea si no existe`, readAddress),
      companyOption(),
    ],
    examples: ['copy --from sqlite:./data/cuadre.db --to postgres://… --company ACME'],
    run: copy,
  });
}

/** @throws Misuse */
function readAddress(text: string): string {
  if (databaseAddress.test(text)) return text;
  throw new Misuse(
    `«${text}» no es la dirección de una base de datos.\n  → Escriba ${addressForms}`,
  );
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
        'Las cadenas son las mismas en las dos. El original sigue como estaba: deje de usarlo o bloquéelo.',
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
