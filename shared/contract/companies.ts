// A company as the pane shows it: its books, years, lock and how it writes numbers.
import * as z from 'zod';
import { numberStyles } from '../money.ts';
import {
  confirmSchema,
  instantSchema,
  ledgerVersionSchema,
  localDateSchema,
  nameSchema,
  settingsVersionSchema,
} from './common.ts';
import { roleSchema } from './sessions.ts';

export const fiscalYearSchema = z
  .object({
    id: z.number().int(),
    name: z.string().meta({ example: '2025' }),
    startsOn: localDateSchema,
    endsOn: localDateSchema,
    state: z.enum(['open', 'closed']).describe('Abierto, o cerrado: cerrado no admite apuntes.'),
  })
  .meta({ id: 'FiscalYear', description: 'Un ejercicio.' });
export type FiscalYear = z.infer<typeof fiscalYearSchema>;

/** E02: the name defaults to the year, the dates to 01/01–31/12. */
export const newFiscalYearSchema = z
  .strictObject({
    name: nameSchema(40)
      .transform((name) => name.trim())
      .optional()
      .meta({ description: 'Sin él, el del año.', example: '2026' }),
    startsOn: localDateSchema,
    endsOn: localDateSchema,
    confirm: confirmSchema.optional(),
  })
  .meta({ id: 'NewFiscalYear', description: 'Nombre y fechas de un ejercicio.' });

export const fiscalYearListSchema = z
  .object({ fiscalYears: z.array(fiscalYearSchema) })
  .meta({ id: 'FiscalYearList', description: 'Los ejercicios, del más antiguo al más reciente.' });

export const periodLockSchema = z
  .object({
    lockedThrough: localDateSchema.describe('Hasta este día, incluido, nada se registra.'),
    lockedBy: z.string(),
    lockedAt: instantSchema,
  })
  .meta({ id: 'PeriodLock', description: 'El bloqueo de los libros.' });
export type PeriodLock = z.infer<typeof periodLockSchema>;

/** A union, since the document would make the lock itself nullable wherever it is named. */
const lockOrNoneSchema = z.union([periodLockSchema, z.null()]);

/** Null lifts the lock (administrador only). */
export const setLockSchema = z
  .strictObject({
    lockedThrough: localDateSchema
      .nullable()
      .describe('El último día bloqueado; nulo quita el bloqueo (solo administrador).'),
    confirm: confirmSchema.optional(),
  })
  .meta({ id: 'NewPeriodLock', description: 'El bloqueo que se pone o se quita.' });

export const lockAnswerSchema = z
  .object({ lock: lockOrNoneSchema })
  .meta({ id: 'LockAnswer', description: 'El bloqueo como queda; nulo si no lo hay.' });

export const voucherTypeSchema = z
  .object({
    code: z.string().meta({ example: 'AS' }),
    name: z.string().meta({ example: 'Asiento' }),
    isOpening: z.boolean().describe('Si es el de los saldos iniciales.'),
  })
  .meta({ id: 'VoucherType', description: 'Un tipo de comprobante.' });

export const companySchema = z
  .object({
    code: z.string(),
    name: z.string(),
    profile: z.string().describe('País: ES, CO o VE.'),
    currency: z.string().describe('Moneda, ISO 4217.'),
    minorDigits: z.number().int().describe('Decimales de la moneda, y de cada importe.'),
    numberStyle: z
      .enum(numberStyles)
      .describe('Cómo escribe la empresa los números a las personas.'),
    role: roleSchema,
    vocabulary: z
      .record(z.string(), z.string())
      .describe('Palabras del país: comprobante o asiento, centro de costo o de coste…'),
    ledgerVersion: ledgerVersionSchema,
    settingsVersion: settingsVersionSchema,
    fiscalYears: z.array(fiscalYearSchema),
    lock: lockOrNoneSchema,
    voucherTypes: z.array(voucherTypeSchema),
    defaultVoucherType: z.string().describe('El tipo de un comprobante que no dice el suyo.'),
    // B03
    openingDifferenceAccount: z
      .object({ code: z.string(), name: z.string() })
      .nullable()
      .describe('La cuenta que se ofrece cuando los saldos iniciales no cuadran.'),
    draftCount: z.number().int().describe('Cuántos borradores hay.'),
    lastPosting: z
      .object({ voucher: z.string(), postedAt: instantSchema })
      .nullable()
      .describe('Lo último que se contabilizó.'),
  })
  .meta({ id: 'Company', description: 'La empresa y el estado de sus libros.' });
export type Company = z.infer<typeof companySchema>;
