// Balances on the wire: a bulk query with its texts coded in dictionaries, and the trial balance.
import * as z from 'zod';
import { accountKindSchema } from './accounts.ts';
import {
  amountSchema,
  ledgerVersionSchema,
  localDateSchema,
  rejectionSchema,
  settingsVersionSchema,
  wholeNumberSchema,
} from './common.ts';
import { wordings } from './wordings.ts';

export const maxBalanceCells = 200_000;

/** What a cell asks of an account filter over a period. `closing` is the balance at the end of `to`. */
export const balanceMeasures = ['closing', 'opening', 'debit', 'credit', 'movement'] as const;
export type BalanceMeasure = (typeof balanceMeasures)[number];
const balanceMeasureSchema = z.enum(balanceMeasures).meta({
  id: 'BalanceMeasure',
  description:
    'Qué se pide de las cuentas en el período: `closing` el saldo al final, `opening` el saldo al empezar, `debit` y `credit` los cargos y abonos, `movement` su diferencia.',
});

/** Which layers a figure sums (functions.md «Closed years never hide figures»). */
export const closingViews = ['antes', 'despues', 'todos'] as const;
export type ClosingView = (typeof closingViews)[number];
const closingViewSchema = z.enum(closingViews).meta({
  id: 'ClosingView',
  description:
    'Cómo se ven los años cerrados: `antes` de la regularización y el cierre, `despues` de ellos, o `todos` los asientos.',
});

/** Layers of the log, when a figure is wanted of some of them only. */
export const layerNames = ['ordinary', 'regularisation', 'closing', 'opening'] as const;
export type LayerName = (typeof layerNames)[number];
const layerNameSchema = z.enum(layerNames).meta({
  id: 'Layer',
  description: 'Qué clase de asientos suma: corrientes, regularización, cierre o apertura.',
});

const momentWording = {
  is: 'una versión del libro (un número entero desde 0) o un instante con su zona, como 2025-03-31T10:00:00Z',
};
const asOfText =
  'Una versión del libro o un momento (ISO 8601 con zona): las cifras como se conocían entonces.';
/** A ledger version, or a moment: the figures as they were known then. */
export const asOfSchema = z
  .union([ledgerVersionSchema, z.iso.datetime({ offset: true })])
  .meta({ description: asOfText, example: 1842 })
  .register(wordings, momentWording);
/** The same in an address, where everything is text. */
const asOfParameterSchema = z
  .union([wholeNumberSchema(), z.iso.datetime({ offset: true })])
  .meta({ description: asOfText, example: 1842 })
  .register(wordings, momentWording);

/** A flat list of indexes. Checked in one pass: it may hold hundreds of thousands. */
const indexesSchema = z
  .custom<number[]>((value) => Array.isArray(value))
  .superRefine((indexes, context) => {
    const wrong = indexes.findIndex((each) => !Number.isSafeInteger(each) || each < 0);
    if (wrong < 0) return;
    const params = { right: 'Escriba un índice entero desde 0' };
    context.addIssue({ code: 'custom', path: [wrong], params });
  })
  .meta({
    type: 'array',
    items: { type: 'integer', minimum: 0 },
    description:
      'Las celdas, tres números por celda y todas seguidas: índice en `accounts`, índice en `periods`, índice en `measures`. Así `[0, 0, 0, 1, 0, 0]` son dos celdas: la primera y la segunda cuenta, ambas en el primer período y la primera medida.',
    example: [0, 0, 0, 1, 0, 0],
  })
  .register(wordings, { is: 'una lista de índices enteros desde 0, tres por celda' });

const queryExample = {
  accounts: ['572', '43*'],
  periods: [{ from: '2025-01-01', to: '2025-03-31' }],
  measures: ['closing'],
  cells: [0, 0, 0, 1, 0, 0],
};

const periodSchema = z
  .strictObject({ from: localDateSchema, to: localDateSchema })
  .meta({ id: 'Period', description: 'Del primer día al último, ambos incluidos.' });

/**
 * `cells` holds `[account, period, measure]` indexes into the three lists, flattened: three
 * numbers per cell. A workbook of 20,000 cells repeats few accounts and few dates.
 */
export const balanceQuerySchema = z
  .strictObject({
    accounts: z
      .array(z.string().max(4_000))
      .max(maxBalanceCells)
      .meta({
        description:
          'Listas de cuentas como en las fórmulas: una cuenta, `43*`, `430:439`, o varias separadas por `;` (con `-` delante, sin ella).',
        example: ['572', '43*'],
      }),
    periods: z.array(periodSchema).max(maxBalanceCells).describe('Los períodos que se usan.'),
    measures: z
      .array(balanceMeasureSchema)
      .max(balanceMeasures.length)
      .describe('Las medidas que se usan.'),
    cells: indexesSchema,
    closing: closingViewSchema.optional(),
    layers: z
      .array(layerNameSchema)
      .min(1)
      .max(layerNames.length)
      .optional()
      .describe('Solo estas clases de asientos; sin él, según `closing`.'),
    asOf: asOfSchema.optional(),
  })
  .meta({
    id: 'BalanceQuery',
    description:
      'Saldos de muchas celdas de una vez. Las cuentas, períodos y medidas se escriben una vez cada una, y cada celda dice cuáles con sus índices.',
    example: queryExample,
  });
export type BalanceQuery = z.infer<typeof balanceQuerySchema>;

/** Kept cells follow the ledger: who wants them as they were known then is told so, and not shown today's. */
export const cellSetBodySchema = balanceQuerySchema.omit({ asOf: true }).meta({
  id: 'CellSetQuery',
  description: 'Lo mismo que `BalanceQuery`, siempre con las cifras de ahora.',
  example: queryExample,
});

/**
 * The figure stands, and somebody should look: a part of its account list takes no account, or it holds what
 * closing earlier years could take nowhere yet (`line` is then the first cell that does).
 */
export const figureNoticeSchema = rejectionSchema
  .extend({ accounts: z.string().describe('La lista de cuentas, como se pidió.') })
  .meta({ id: 'FigureNotice', description: 'La cifra vale, y conviene mirarla.' });
export type FigureNotice = z.infer<typeof figureNoticeSchema>;

/** Amounts (debit − credit) in request order; null where `rejections` explains the cell by its `line`. */
export const balanceAnswerSchema = z
  .object({
    ledgerVersion: ledgerVersionSchema,
    // Of the chart and the years that the amounts were computed with.
    settingsVersion: settingsVersionSchema,
    amounts: z
      .array(amountSchema.nullable())
      .describe(
        'Un importe por celda (debe menos haber), en el orden de la petición; nulo donde un motivo de `rejections` lleva el número de la celda en `line`.',
      ),
    rejections: z.array(rejectionSchema).describe('Por qué las celdas nulas no tienen importe.'),
    notices: z.array(figureNoticeSchema).describe('Cifras que valen y conviene mirar.'),
  })
  .meta({ id: 'BalanceAnswer', description: 'Los importes de una versión del libro.' });
export type BalanceAnswer = z.infer<typeof balanceAnswerSchema>;

/** A cell set kept by the server: the first answer, and the name to ask for it again. */
export const cellSetSchema = balanceAnswerSchema
  .extend({
    cellSet: z.string().describe('El nombre con el que se piden de nuevo las mismas celdas.'),
  })
  .meta({ id: 'CellSet', description: 'Los importes, y el nombre del conjunto guardado.' });
export type CellSet = z.infer<typeof cellSetSchema>;

const cellChangeSchema = z
  .tuple([z.number().int(), amountSchema.nullable()])
  .meta({ items: false, minItems: 2, maxItems: 2 });

export const cellSetQuerySchema = z.strictObject({
  since: wholeNumberSchema()
    .optional()
    .describe('Solo lo que cambió después de esta versión del libro; sin él, todo.'),
});

/**
 * Everything (`amounts`, with the `rejections` of those that are null), or `changes` as pairs of cell
 * number and new amount. `notices` come with everything, and whole whenever they changed. `changes` at another
 * `settingsVersion` than the client's lack what the chart changed: it registers the set again.
 */
export const cellSetAnswerSchema = z
  .object({
    ledgerVersion: ledgerVersionSchema,
    settingsVersion: settingsVersionSchema,
    amounts: z.array(amountSchema.nullable()).optional().describe('Todos los importes.'),
    rejections: z
      .array(rejectionSchema)
      .optional()
      .describe('Con `amounts`: por qué las celdas nulas no tienen importe.'),
    notices: z
      .array(figureNoticeSchema)
      .optional()
      .describe('Con `amounts`, y enteros cuando cambian.'),
    changes: z
      .array(cellChangeSchema)
      .optional()
      .describe(
        'Solo lo que cambió: pares de número de celda (desde 0) e importe nuevo. Con otra `settingsVersion` que la del cliente hay que registrar el conjunto de nuevo.',
      ),
  })
  .meta({
    id: 'CellSetAnswer',
    description: 'O todo (`amounts`), o lo que cambió desde la versión pedida (`changes`).',
  });
export type CellSetAnswer = z.infer<typeof cellSetAnswerSchema>;

export const monthlyBalancesQuerySchema = z.strictObject({
  from: localDateSchema,
  to: localDateSchema,
  measure: balanceMeasureSchema.default('closing'),
  closing: closingViewSchema.optional(),
  asOf: asOfParameterSchema.optional(),
});

/** One column per month between two days, first and last cut at them. */
export const monthlyBalancesSchema = z
  .object({
    ledgerVersion: ledgerVersionSchema,
    months: z
      .array(z.object({ from: localDateSchema, to: localDateSchema }))
      .describe('Las columnas; la primera y la última se cortan en los días pedidos.'),
    rows: z.array(
      z
        .object({
          code: z.string(),
          name: z.string(),
          level: z.number().int(),
          isPostable: z.boolean(),
          amounts: z.array(amountSchema).describe('Un importe por columna.'),
        })
        .meta({ id: 'MonthlyBalanceRow', description: 'Una cuenta y sus meses.' }),
    ),
  })
  .meta({ id: 'MonthlyBalances', description: 'Una columna por mes para todas las cuentas.' });
export type MonthlyBalances = z.infer<typeof monthlyBalancesSchema>;

export const balanceChangesQuerySchema = z.strictObject({
  account: z
    .string()
    .min(1)
    .max(4_000)
    .meta({ description: 'La lista de cuentas de la cifra.', example: '572' }),
  from: localDateSchema,
  to: localDateSchema,
  measure: z
    .enum(['movement', 'closing'])
    .default('movement')
    .describe('`closing`: el saldo al final de `to`, sin mirar `from`.'),
  sinceVersion: wholeNumberSchema().describe('La versión del libro de la cifra anterior.'),
  untilVersion: wholeNumberSchema().optional().describe('La de la cifra nueva; sin él, la actual.'),
});

const balanceChangeSchema = z
  .object({
    seq: z.number().int().describe('El número del apunte en el libro.'),
    voucher: z.string().nullable().meta({ description: 'El comprobante.', example: 'AS-12' }),
    voucherId: z.string(),
    kind: z.string().describe('Qué lo registró: contabilizar, anular, corregir…'),
    account: z.string(),
    date: localDateSchema,
    amount: amountSchema.describe('Debe menos haber.'),
    virtual: z
      .boolean()
      .optional()
      .describe('Está en una cuenta de resultados de un año anterior sin cerrar.'),
    recordedAt: z.string().describe('Cuándo se registró, en UTC.'),
    recordedBy: z.string(),
  })
  .meta({ id: 'BalanceChange', description: 'Un apunte que cambió la cifra.' });

/** The postings that explain why a movement or closing differs between two versions. */
export const balanceChangesSchema = z
  .object({
    sinceVersion: ledgerVersionSchema,
    untilVersion: ledgerVersionSchema,
    before: amountSchema.describe('Lo que era la cifra.'),
    after: amountSchema.describe('Lo que es: `before` más los cambios y `rest`.'),
    changes: z.array(balanceChangeSchema),
    // An earlier year's result that went to another account (profit, loss).
    rest: amountSchema.describe('Lo que ningún apunte explica por sí solo.'),
    notices: z.array(figureNoticeSchema),
  })
  .meta({ id: 'BalanceChanges', description: 'Los apuntes que explican el cambio de una cifra.' });
export type BalanceChanges = z.infer<typeof balanceChangesSchema>;

export const trialBalanceQuerySchema = z.strictObject({
  from: localDateSchema,
  to: localDateSchema,
  level: wholeNumberSchema({ min: 1, max: 20 })
    .optional()
    .describe('El nivel más profundo que se muestra; sin él, todos.'),
  rows: z
    .enum(['all', 'leaves'])
    .default('all')
    .describe('`leaves`: solo las cuentas que admiten apuntes.'),
  zeros: z
    .enum(['no', 'si'])
    .default('no')
    .describe('Si salen las cuentas sin saldo ni movimiento.'),
  closing: closingViewSchema.optional(),
  asOf: asOfParameterSchema.optional(),
});

export const trialBalanceRowSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    kind: accountKindSchema,
    level: z.number().int(),
    isPostable: z.boolean(),
    opening: amountSchema.describe('Saldo al empezar `from` (debe menos haber).'),
    debit: amountSchema.describe('Cargos del período.'),
    credit: amountSchema.describe('Abonos del período.'),
    closing: amountSchema.describe('Saldo al final de `to`.'),
    virtual: amountSchema
      .optional()
      .describe('La parte de `closing` que son resultados de años anteriores aún sin cerrar.'),
    withoutTarget: amountSchema
      .optional()
      .describe(
        'La parte de `closing` que años anteriores sin cerrar dejaron aquí: nada dice dónde cierra la cuenta.',
      ),
  })
  .meta({ id: 'TrialBalanceRow', description: 'Una cuenta del balance de comprobación.' });
export type TrialBalanceRow = z.infer<typeof trialBalanceRowSchema>;

export const trialBalanceSchema = z
  .object({
    ledgerVersion: ledgerVersionSchema,
    from: localDateSchema,
    to: localDateSchema,
    rows: z.array(trialBalanceRowSchema).describe('En el orden de los códigos.'),
    totals: z
      .object({
        opening: amountSchema,
        debit: amountSchema,
        credit: amountSchema,
        closing: amountSchema,
      })
      .describe('De las cuentas que admiten apuntes: `opening` y `closing` dan cero.'),
  })
  .meta({ id: 'TrialBalance', description: 'Balance de comprobación de un período.' });
export type TrialBalance = z.infer<typeof trialBalanceSchema>;
