// Vouchers on the wire: what a sheet sends, what validation answers, what was posted.
import * as z from 'zod';
import {
  amountSchema,
  confirmSchema,
  instantSchema,
  ledgerVersionSchema,
  localDateSchema,
  rejectionSchema,
  textSchema,
  wholeNumberSchema,
} from './common.ts';
import { wordings } from './wordings.ts';

export const maxVoucherLines = 20_000;
/** Opening balances come as one voucher, however many accounts and third parties they have. */
export const maxOpeningLines = 200_000;

/**
 * One line. Texts may be as long as a cell; the rules say how much is kept. Everything is optional so that validation can say what is missing, line by line.
 * `line` is the client's own number (a sheet row): rejections repeat it.
 */
export const voucherLineInputSchema = z
  .strictObject({
    line: z.number().int().min(0).max(10_000_000).meta({
      description: 'El número que el cliente da a la línea; los motivos de rechazo lo repiten.',
      example: 1,
    }),
    account: textSchema(32_767).optional().meta({ description: 'La cuenta.', example: '572' }),
    party: textSchema(32_767)
      .optional()
      .describe('El tercero. Uno nuevo se da de alta, con aviso.'),
    costCenter: textSchema(32_767).optional().describe('El centro de costo. Igual que el tercero.'),
    description: textSchema(32_767).optional().describe('Concepto; sin él, el del comprobante.'),
    reference: textSchema(32_767).optional().describe('Documento; sin él, el del comprobante.'),
    debit: amountSchema.optional(),
    credit: amountSchema.optional(),
    // Kept as text like the date of the voucher.
    dueDate: textSchema(32_767)
      .optional()
      .describe(
        'Cuándo vence lo que la línea debe, AAAA-MM-DD. Al cambiar un comprobante, la línea que no lo dice conserva el que tenía la de su cuenta y tercero; vacío, ninguno.',
      ),
    // C08
    entry: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe('Partida dentro del comprobante, 1 si no se dice. Cada una cuadra por sí sola.'),
  })
  .meta({ id: 'VoucherLineInput', description: 'Una línea: o debe o haber, positivo.' });
export type VoucherLineInput = z.infer<typeof voucherLineInputSchema>;

export const voucherInputSchema = z
  .strictObject({
    type: textSchema(10)
      .optional()
      .meta({ description: 'Tipo; sin él, el corriente de la empresa.', example: 'AS' }),
    // Kept as text so that a wrong date is a rejection with its cell, not a malformed request.
    date: textSchema(32_767)
      .optional()
      .meta({ description: 'Día, AAAA-MM-DD.', example: '2025-03-31' }),
    description: textSchema(32_767).optional().describe('Concepto.'),
    reference: textSchema(32_767).optional().describe('Documento de origen.'),
    lines: z.array(voucherLineInputSchema).max(maxOpeningLines),
  })
  .meta({
    id: 'VoucherInput',
    description:
      'El contenido de un comprobante. Casi todo es opcional, para que la validación diga qué falta y dónde.',
  });
export type VoucherInput = z.infer<typeof voucherInputSchema>;

/** A dry run: all rejections at once, notices apart, and the totals that were read. */
export const validationSchema = z
  .object({
    ok: z.boolean().describe('Si se podría contabilizar tal cual.'),
    rejections: z.array(rejectionSchema).describe('Todo lo que lo impide.'),
    notices: z.array(rejectionSchema).describe('Lo que conviene saber y no lo impide.'),
    totals: z
      .object({ debit: amountSchema, credit: amountSchema, difference: amountSchema })
      .describe('Las sumas de los importes que se entendieron.'),
    accountNames: z
      .record(z.string(), z.string())
      .describe('El nombre de cada cuenta, por el texto con el que se envió.'),
  })
  .meta({ id: 'Validation', description: 'Qué pasaría al contabilizarlo; nada queda registrado.' });
export type Validation = z.infer<typeof validationSchema>;

export const newVoucherSchema = voucherInputSchema
  .extend({
    id: z.uuid().meta({
      description:
        'Lo elige el cliente (mejor un UUID versión 7): un reintento tras perder la conexión es el mismo comprobante.',
      example: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a01',
    }),
    action: z
      .enum(['draft', 'post'])
      .describe('`draft` lo guarda sin efecto; `post` lo contabiliza entero o nada.'),
  })
  .meta({ id: 'NewVoucher', description: 'Un comprobante por contabilizar o guardar.' });
export type NewVoucher = z.infer<typeof newVoucherSchema>;

export const voucherLineSchema = z
  .object({
    line: z.number().int(),
    entry: z.number().int().describe('Partida dentro del comprobante.'),
    account: z.string(),
    accountName: z.string().describe('Vacío si la cuenta de un borrador no existe.'),
    party: z.string().nullable(),
    costCenter: z.string().nullable(),
    description: z.string(),
    reference: z.string(),
    debit: amountSchema,
    credit: amountSchema,
    dueDate: z.string().nullable().describe('Cuándo vence, AAAA-MM-DD; nulo si no se dijo.'),
  })
  .meta({ id: 'VoucherLine', description: 'Una línea de un comprobante guardado.' });

export const voucherStateSchema = z.enum(['draft', 'posted', 'voided']).meta({
  id: 'VoucherState',
  description: 'Borrador, contabilizado o anulado (conserva número y líneas y ya no cuenta).',
});

export const voucherSchema = z
  .object({
    id: z.string(),
    state: voucherStateSchema,
    type: z.string(),
    number: z.number().int().nullable().describe('Nulo mientras nunca se contabilizó.'),
    label: z
      .string()
      .nullable()
      .meta({ description: 'Cómo se le llama; nulo sin número.', example: 'AS-12' }),
    date: z.string().describe('Día, AAAA-MM-DD; en un borrador, lo que se escribió.'),
    fiscalYear: z.string().nullable().describe('El nombre del ejercicio.'),
    description: z.string(),
    reference: z.string(),
    version: z.number().int().describe('Crece con cada cambio; es la de `ETag` e `If-Match`.'),
    changedBy: z.string().describe('Quién lo cambió por última vez.'),
    changedAt: instantSchema,
    postedAt: instantSchema.nullable(),
    totals: z
      .object({ debit: amountSchema, credit: amountSchema })
      .describe('Las sumas de sus líneas; en un borrador, de los importes que se entienden.'),
    lineCount: z.number().int(),
    lines: z.array(voucherLineSchema),
  })
  .meta({ id: 'Voucher', description: 'Un comprobante con sus líneas.' });
export type Voucher = z.infer<typeof voucherSchema>;

export const voucherSummarySchema = voucherSchema
  .omit({ lines: true })
  .meta({ id: 'VoucherSummary', description: 'Un comprobante sin sus líneas.' });
export type VoucherSummary = z.infer<typeof voucherSummarySchema>;

/** What a write answers: the voucher and the ledger version that includes it. */
export const voucherResultSchema = z
  .object({
    voucher: voucherSchema,
    ledgerVersion: ledgerVersionSchema,
    notices: z.array(rejectionSchema).describe('Lo que conviene saber de lo que se hizo.'),
  })
  .meta({
    id: 'VoucherResult',
    description: 'El comprobante como queda, y la versión del libro que ya lo incluye.',
  });
export type VoucherResult = z.infer<typeof voucherResultSchema>;

export const voucherListQuerySchema = z.strictObject({
  state: voucherStateSchema.optional(),
  from: localDateSchema.optional().describe('Desde este día.'),
  to: localDateSchema.optional().describe('Hasta este día, incluido.'),
  text: textSchema(200).optional().meta({
    description:
      'Palabras que aparecen todas en el comprobante o sus líneas: conceptos, cuentas, terceros, importes, días; o un número como AS-12.',
    example: 'factura',
  }),
  ids: z
    .string()
    .max(3_700)
    .regex(/^[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36}){0,99}$/)
    .meta({
      description: 'Solo estos: hasta 100 identificadores separados por comas.',
      example: '00000000-0000-4000-8000-000000000000',
    })
    .register(wordings, { is: 'de uno a cien identificadores separados por comas' })
    .optional(),
  cursor: z
    .string()
    .max(200)
    .regex(/^[\s\S]{0,80}~\d{1,15}$/)
    .meta({ description: 'El `nextCursor` de la página anterior.', example: '2025-03-31~12' })
    .register(wordings, { is: 'el nextCursor de la página anterior, o nada para la primera' })
    .optional(),
  limit: wholeNumberSchema({ min: 1, max: 500 }).default(100),
});

export const voucherListSchema = z
  .object({
    vouchers: z.array(voucherSummarySchema),
    nextCursor: z
      .string()
      .nullable()
      .describe('Para pedir la página siguiente; nulo en la última.'),
    searched: z
      .number()
      .int()
      .optional()
      .describe('Con `text`: cuántos comprobantes se han mirado en esta petición.'),
  })
  .meta({ id: 'VoucherList', description: 'Una página de comprobantes.' });

const reasonSchema = textSchema(500).meta({
  description: 'El motivo; queda en el registro de auditoría.',
  example: 'Factura duplicada',
});
/** Why a posted voucher is voided or taken back; kept in the audit trail. */
export const voucherReasonSchema = z
  .strictObject({ reason: reasonSchema })
  .meta({ id: 'VoucherReason', description: 'Por qué se anula o se devuelve a borrador.' });

/** A posted voucher with other content: the old postings are mirrored, the new ones follow. */
export const voucherCorrectionSchema = voucherInputSchema
  .extend({ reason: reasonSchema })
  .meta({ id: 'VoucherCorrection', description: 'El contenido nuevo, y por qué se corrige.' });

export type VoucherCorrection = z.infer<typeof voucherCorrectionSchema>;

/** Opening balances (B01, B03): lines of accounts with their balance on one side. */
export const openingInputSchema = z
  .strictObject({
    date: textSchema(32_767)
      .optional()
      .meta({ description: 'Día, AAAA-MM-DD.', example: '2025-01-01' }),
    lines: z.array(voucherLineInputSchema).max(maxOpeningLines),
    differenceAccount: textSchema(60)
      .optional()
      .describe('La cuenta que recibe la diferencia, si el usuario aceptó la que se ofrece.'),
    confirm: confirmSchema.optional(),
  })
  .meta({ id: 'OpeningInput', description: 'Cuentas con su saldo en uno de los dos lados.' });
export type OpeningInput = z.infer<typeof openingInputSchema>;

export const newOpeningSchema = openingInputSchema
  .extend({ id: z.uuid().describe('Lo elige el cliente, como el de un comprobante.') })
  .meta({ id: 'NewOpening', description: 'Saldos iniciales por contabilizar.' });
export type NewOpening = z.infer<typeof newOpeningSchema>;
