// The regularisation of a fiscal year on the wire, before it is posted.
import * as z from 'zod';
import { amountSchema, ledgerVersionSchema, rejectionSchema } from './common.ts';
import { fiscalYearSchema } from './companies.ts';

const namedAccountSchema = z.object({ code: z.string(), name: z.string() });

const regularisationLineSchema = z
  .object({
    account: z.string(),
    name: z.string(),
    party: z.string().nullable(),
    costCenter: z.string().nullable(),
    debit: amountSchema,
    credit: amountSchema,
  })
  .meta({ id: 'RegularisationLine', description: 'Un apunte que se haría.' });

const regularisationEntrySchema = z
  .object({ description: z.string(), lines: z.array(regularisationLineSchema) })
  .meta({ id: 'RegularisationEntry', description: 'Una partida; cada una cuadra por sí sola.' });

const regularisationTargetSchema = namedAccountSchema
  .extend({ amount: amountSchema.describe('Lo que recibe, debe menos haber.') })
  .meta({ id: 'RegularisationTarget', description: 'Una cuenta y lo que recibe.' });

const balanceWithoutTargetSchema = namedAccountSchema
  .extend({
    amount: amountSchema.describe('Lo que queda sin destino, debe menos haber.'),
    candidates: z.array(namedAccountSchema).describe('Las cuentas que podrían recibirlo.'),
  })
  .meta({ id: 'BalanceWithoutTarget', description: 'Un saldo que ninguna cuenta recibe todavía.' });

/** What closing the year would post, from the ordinary layer as it stands at `ledgerVersion`. */
export const regularisationSchema = z
  .object({
    fiscalYear: fiscalYearSchema,
    ledgerVersion: ledgerVersionSchema,
    entries: z.array(regularisationEntrySchema),
    // The virtual results of later years while this one is open.
    targets: z.array(regularisationTargetSchema).describe('Lo que recibe cada cuenta.'),
    withoutTarget: z
      .array(balanceWithoutTargetSchema)
      .describe('Saldos sin destino: mientras haya uno, el ejercicio no se puede cerrar.'),
    rejections: z
      .array(rejectionSchema)
      .describe('Lo mismo, en frases; vacío cuando se puede regularizar.'),
  })
  .meta({
    id: 'Regularisation',
    description: 'Lo que contabilizaría la regularización de un ejercicio.',
  });
export type Regularisation = z.infer<typeof regularisationSchema>;
