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
  .meta({ format: 'date', description: 'Día, AAAA-MM-DD.', example: '2025-03-31' })
  .register(wordings, { is: 'un día con la forma AAAA-MM-DD, como 2025-03-31' });

/** A signed decimal with a point and no grouping. */
export const amountSchema = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({
    description:
      'Importe en la moneda de la empresa: decimal escrito como texto, con punto y sin separador de miles.',
    example: '1234.56',
  })
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
    .refine((name) => name.trim() !== '', breaks('está vacío', 'Escriba un nombre'))
    .meta({ pattern: '\\S' });

/** The last sequence number of a company's posting log. */
export const ledgerVersionSchema = z.number().int().nonnegative().meta({
  description:
    'Versión del libro: el número del último apunte registrado. Solo crece, y cada cifra vale para una versión.',
  example: 1842,
});

/** Counts the changes of chart, years, lock and settings. */
export const settingsVersionSchema = z.number().int().meta({
  description:
    'Versión de la configuración: crece con cada cambio del plan, los ejercicios, el bloqueo o los ajustes.',
  example: 12,
});

export const rejectionSchema = z
  .object({
    // Any text when it is read: a pane that is older than its server shows the sentence of a code it has never heard of.
    code: z.string().meta({
      id: 'RejectionCode',
      enum: rejectionCodes,
      description: 'El motivo, para programas: no cambia aunque cambie la frase.',
    }),
    params: z.record(z.string(), z.union([z.string(), z.number()])).meta({
      description: 'Los datos que la frase menciona.',
      example: { account: '4300001' },
    }),
    message: z.string().meta({ description: 'Qué pasa, en una frase para personas.' }),
    remedy: z.string().meta({ description: 'Qué hacer, en una frase para personas.' }),
    line: z.number().int().optional().meta({
      description: 'La línea o celda de la petición, con el número que le dio el cliente.',
    }),
    field: z.enum(rejectionFields).optional().meta({ description: 'El campo al que se refiere.' }),
    cell: z.string().optional().meta({ description: 'La celda de la hoja, si se conoce.' }),
    pointer: z.string().optional().meta({
      description: 'El lugar en el cuerpo de la petición, como puntero JSON (RFC 6901).',
      example: '/lines/0/account',
    }),
    parameter: z.string().optional().describe('El parámetro de la consulta o de la ruta.'),
    header: z.string().optional().describe('La cabecera.'),
    confirm: z.string().optional().meta({
      description:
        'Si está, es una pregunta: la misma petición con esta palabra en `confirm` sigue adelante.',
    }),
  })
  .meta({ id: 'Rejection', description: 'Un motivo por el que algo se rechaza, o un aviso.' });

/** Words of refusals that the user read and goes on with (`rejections[].confirm`). */
export const confirmSchema = z.array(z.string().max(60)).max(20).meta({
  description: 'Las palabras `confirm` de las preguntas que el usuario leyó y aceptó.',
  example: [],
});

/** RFC 9457 with all rejections at once. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: 'Siempre `about:blank`: el motivo está en `rejections`.' }),
    title: z.string().meta({ example: 'No se puede registrar así' }),
    status: z.number().int().meta({ description: 'El estado HTTP, repetido.', example: 422 }),
    detail: z.string().optional().meta({ description: 'Una explicación, si no hay motivos.' }),
    rejections: z.array(rejectionSchema).meta({ description: 'Todos los motivos a la vez.' }),
  })
  .meta({ id: 'Problem', description: 'Por qué no se hizo lo pedido (RFC 9457).' });
export type Problem = z.infer<typeof problemSchema>;

export const instantSchema = z.string().meta({
  format: 'date-time',
  description: 'Momento en UTC.',
  example: '2025-03-31T10:15:00.000Z',
});

export const deletedSchema = z
  .object({ deleted: z.literal(true) })
  .meta({ id: 'Deleted', description: 'Se borró.' });
