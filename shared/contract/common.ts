// The shapes every endpoint shares: days, amounts, problems, pages.
// What clients send is strict in every schema of this folder (`z.strictObject`: what nobody reads is refused, not
// dropped); what the server answers is not (`z.object`: a client of today goes on when an answer learns a member).
import * as z from 'zod';
import { parseLocalDate, type LocalDate } from '../localDate.ts';
import { rejectionFields } from '../rejection.ts';
import { rejectionCodes } from '../text/es.ts';
import { breaks, wordings } from './wordings.ts';

/** A day as `YYYY-MM-DD`. */
export const localDateSchema = z
  .string()
  .refine((text) => parseLocalDate(text) !== null)
  .transform((text) => text as LocalDate)
  .meta({ format: 'date', example: '2025-03-31' })
  .register(wordings, { is: 'un día con la forma AAAA-MM-DD, como 2025-03-31' });

/** A signed decimal with a point and no grouping. */
export const amountSchema = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ example: '1234.56' })
  .register(wordings, {
    is: 'un importe como texto, con punto para los decimales y sin separadores de miles: "1234.56"',
  });

/** A whole number in an address: digits alone, since `Number` reads '', ' 1', '1e3' and '0x10' as well. */
export const wholeNumberSchema = ({ min = 0, max = Number.MAX_SAFE_INTEGER } = {}) =>
  z
    .string()
    .refine((text) => /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max)
    .transform(Number)
    .meta({ type: 'integer', minimum: min, maximum: max })
    .register(wordings, {
      is: `un número entero ${max === Number.MAX_SAFE_INTEGER ? 'desde' : 'de'} ${min}${max === Number.MAX_SAFE_INTEGER ? '' : ` a ${max}`}`,
    });

/** Free text without control characters (tab and line feed excepted). */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (text) => !/[^\P{Cc}\t\n]/u.test(text),
      breaks('lleva caracteres de control', 'Quítelos: no se ven, y suelen venir de otro programa'),
    )
    .refine(
      (text) => text.isWellFormed(),
      breaks('lleva la mitad de un carácter, que no es Unicode válido', 'Escríbalo de nuevo'),
    );

/** A name in one line. */
export const nameSchema = (max: number) =>
  textSchema(max)
    .refine((name) => !/[\t\n]/.test(name), breaks('tiene más de una línea', 'Déjelo en una sola'))
    .refine((name) => name.trim() !== '', breaks('está vacío', 'Escriba un nombre'));

/** The last sequence number of a company's posting log. */
export const ledgerVersionSchema = z.number().int().nonnegative();

export const rejectionSchema = z.object({
  code: z.enum(rejectionCodes as [string, ...string[]]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
  remedy: z.string(),
  line: z.number().int().optional(),
  field: z.enum(rejectionFields).optional(),
  cell: z.string().optional(),
  /** The place in the body, as a JSON pointer (RFC 6901). */
  pointer: z.string().optional(),
  /** The parameter of the query or the path. */
  parameter: z.string().optional(),
  header: z.string().optional(),
  /** The request may be repeated with this word in its `confirm`. */
  confirm: z.string().optional(),
});

/** Words of refusals that the user read and goes on with (`rejections[].confirm`). */
export const confirmSchema = z.array(z.string().max(60)).max(20);

/** RFC 9457 with all rejections at once. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  rejections: z.array(rejectionSchema),
});
export type Problem = z.infer<typeof problemSchema>;

export const instantSchema = z.string().meta({ format: 'date-time' });
