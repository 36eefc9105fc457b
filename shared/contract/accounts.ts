// The chart of accounts on the wire.
import * as z from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_NATURES } from '../account.ts';
import { settingsVersionSchema, textSchema } from './common.ts';
import { breaks } from './wordings.ts';

export const accountKindSchema = z.enum(ACCOUNT_KINDS).meta({
  id: 'AccountKind',
  description: 'Qué es la cuenta. Nunca se deduce de su primera cifra.',
});
const accountNatureSchema = z
  .enum(ACCOUNT_NATURES)
  .meta({ id: 'AccountNature', description: 'El lado en el que su saldo suele estar.' });

export const accountSchema = z
  .object({
    code: z.string().meta({ example: '430' }),
    name: z.string().meta({ example: 'Clientes' }),
    kind: accountKindSchema,
    nature: accountNatureSchema,
    parentCode: z.string().nullable().describe('La cuenta de la que cuelga; nulo en las primeras.'),
    level: z.number().int().describe('Su profundidad en el plan: 1 en las primeras.'),
    // P02
    isPostable: z.boolean().describe('Si admite apuntes: las que tienen cuentas debajo no.'),
    isActive: z.boolean(),
    requiresParty: z.boolean().describe('Si cada apunte ha de llevar tercero.'),
    requiresCostCenter: z.boolean().describe('Si cada apunte ha de llevar centro de costo.'),
    closesInto: z
      .string()
      .nullable()
      .describe(
        'La cuenta de patrimonio que recibe su saldo al cerrar el año, dicha aquí o más arriba; nulo: va al resultado, salvo `closesApart`.',
      ),
    // PGC groups 8 and 9
    closesApart: z
      .boolean()
      .describe('Si su saldo queda fuera del resultado del año; sin `closesInto` no va a ninguna.'),
  })
  .meta({ id: 'Account', description: 'Una cuenta del plan.' });
export type Account = z.infer<typeof accountSchema>;

export const chartSchema = z
  .object({
    settingsVersion: settingsVersionSchema,
    subaccountLength: z
      .number()
      .int()
      .describe('Cifras de las subcuentas, con las que se lee 430.1; 0: no hay esa abreviatura.'),
    accounts: z.array(accountSchema).describe('En el orden de sus códigos.'),
  })
  .meta({ id: 'Chart', description: 'El plan de cuentas entero.' });
export type Chart = z.infer<typeof chartSchema>;

/** Left out: as the account above says. Null takes back what the account itself said. */
const closingChanges = {
  closesInto: z
    .string()
    .max(60)
    .nullable()
    .optional()
    .describe(
      'La cuenta de patrimonio en la que cierra; nulo quita lo que la cuenta decía; sin él, como la de arriba.',
    ),
  closesApart: z
    .boolean()
    .optional()
    .describe('Si queda fuera del resultado del año; sin él, como la cuenta de arriba.'),
};

/** Kind and nature come from the account above when they are left out. */
export const newAccountSchema = z
  .strictObject({
    code: z
      .union([z.string().max(60), z.number()])
      .meta({ description: 'El código; se admite como número.', example: '4300001' }),
    name: textSchema(120)
      .refine((name) => name.trim() !== '', breaks('está vacío', 'Escriba un nombre'))
      .meta({ pattern: '\\S' }),
    kind: accountKindSchema.optional(),
    nature: accountNatureSchema.optional(),
    requiresParty: z.boolean().optional().describe('Si cada apunte ha de llevar tercero.'),
    requiresCostCenter: z.boolean().optional().describe('Si ha de llevar centro de costo.'),
    ...closingChanges,
  })
  .meta({
    id: 'NewAccount',
    description:
      'Una cuenta por crear. Lo que no se diga de su clase lo toma de la cuenta de arriba.',
  });
export type NewAccount = z.infer<typeof newAccountSchema>;

/** What may change of an account. Postings keep what they were: no change moves one. */
export const accountChangesSchema = z
  .strictObject(closingChanges)
  .meta({ id: 'AccountChanges', description: 'Lo que cambia de una cuenta.' });
export type AccountChanges = z.infer<typeof accountChangesSchema>;

export const maxAccountsInBulk = 10_000;

/** A name left out is that of the account above. */
export const newAccountInBulkSchema = newAccountSchema
  .extend({ name: textSchema(120).optional().describe('Sin él, el de la cuenta de arriba.') })
  .meta({ id: 'NewAccountInBulk', description: 'Una de muchas cuentas por crear.' });
export type NewAccountInBulk = z.infer<typeof newAccountInBulkSchema>;

export const newAccountsSchema = z
  .strictObject({ accounts: z.array(newAccountInBulkSchema).min(1).max(maxAccountsInBulk) })
  .meta({ id: 'NewAccounts', description: 'Cuentas por crear de una vez.' });
export const addedAccountsSchema = z
  .object({ accounts: z.array(accountSchema) })
  .meta({ id: 'AddedAccounts', description: 'Las cuentas creadas, en el orden de la petición.' });
