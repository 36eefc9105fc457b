// Every kind of issue of the validation library in our words, with its place; none of the library's own sentences.
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  amountSchema,
  localDateSchema,
  nameSchema,
  textSchema,
  wholeNumberSchema,
} from '../shared/contract/common.ts';
import { wordings } from '../shared/contract/wordings.ts';
import { explainRejection } from '../shared/text/es.ts';
import { explainIssues, maxIssuesTold, type ReadShape } from './explainIssues.ts';

const lineSchema = z.strictObject({
  line: z.number().int().min(0).max(1_000),
  account: z.string().optional(),
  costCenter: z.string().optional(),
  debit: amountSchema.optional(),
});

const schema = z.strictObject({
  id: z.uuid(),
  action: z.enum(['draft', 'post']),
  description: textSchema(120).optional(),
  name: nameSchema(40).optional(),
  date: localDateSchema.nullable().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  code: z.union([z.string().max(5), z.number()]).optional(),
  owner: z.union([z.strictObject({ party: z.string() }), z.string()]).optional(),
  share: z.number().positive().multipleOf(5).optional(),
  flag: z.boolean().optional(),
  pair: z.tuple([z.string(), z.number()]).optional(),
  rates: z.record(z.string().length(3), z.number()).optional(),
  own: z.custom<string>((value) => value === 'x').optional(),
  secret: z.string().min(8).register(wordings, { is: 'la contraseña', isSecret: true }).optional(),
  'a/b~c': z.literal(1).optional(),
  tags: z.array(z.string()).min(1).max(2).optional(),
  lines: z.array(lineSchema).max(3),
});

const valid = { id: '00000000-0000-4000-8000-000000000001', action: 'post', lines: [] };

function explain(input: unknown, read: Partial<ReadShape> = {}) {
  const result = z.safeParse(read.schema ?? schema, input);
  const issues = result.error?.issues ?? [];
  const rejections = explainIssues(issues, { schema, input, ...read });
  return { issues, explained: rejections.map((rejection) => explainRejection(rejection)) };
}

/** `place message → remedy`, one per rejection. */
function write(input: unknown, read: Partial<ReadShape> = {}): string {
  return explain(input, read)
    .explained.map(({ pointer, parameter, header, message, remedy }) => {
      return `${pointer ?? parameter ?? header} ${message} → ${remedy}`;
    })
    .join('\n');
}

const line = { line: 7, account: '572' };

describe('in a document', () => {
  it.each<[object, string]>([
    [{ id: undefined }, '/id Falta «id». → Lleva un identificador como 00000000-0000-4000-8000-000000000000.'],
    [{ id: 'x' }, '/id «id» no vale: llegó «x». → Escriba un identificador como 00000000-0000-4000-8000-000000000000.'],
    [{ action: 'delete' }, '/action «action» no vale: llegó «delete». → Use uno de estos: draft, post.'],
    [{ action: undefined }, '/action Falta «action». → Lleva uno de estos: draft, post.'],
    [{ description: 'x'.repeat(300) }, '/description «description» lleva como mucho 120 caracteres y tiene 300. → Acórtelo.'],
    [{ description: 'x'.repeat(32_768) }, '/description «description» lleva como mucho 120 caracteres y tiene 32.768. → Acórtelo.'],
    [{ description: 5 }, '/description «description» lleva un texto y llegó el número 5. → Escriba un texto.'],
    [{ description: null }, '/description «description» llegó como null. → Quítelo, o escriba un texto.'],
    [{ description: 'a\u0000b' }, '/description «description» lleva caracteres de control. → Quítelos: no se ven, y suelen venir de otro programa.'],
    [{ description: '\ud800' }, '/description «description» lleva la mitad de un carácter, que no es Unicode válido. → Escríbalo de nuevo.'],
    [{ name: ' ' }, '/name «name» está vacío. → Escriba un nombre.'],
    [{ name: 'a\nb' }, '/name «name» tiene más de una línea. → Déjelo en una sola.'],
    [{ date: '31/12/2025' }, '/date «date» no vale: llegó «31/12/2025». → Escriba un día con la forma AAAA-MM-DD, como 2025-03-31, o null.'],
    [{ at: 'ayer\u0007' }, '/at «at» no vale: llegó «ayer␇». → Escriba un instante con su zona, como 2025-03-31T10:00:00Z.'],
    [{ code: true }, '/code «code» no vale: llegó true. → Escriba un texto o un número.'],
    [{ code: 'abcdef' }, '/code «code» lleva como mucho 5 caracteres y tiene 6. → Acórtelo.'],
    [{ owner: { party: 1 } }, '/owner/party «party» de owner lleva un texto y llegó el número 1. → Escriba un texto.'],
    [{ owner: { partie: '1', party: '' } }, '/owner/partie No existe «partie» en owner. → Quizá quiso escribir «party».'],
    [{ share: -5 }, '/share «share» es mayor que 0 y llegó el número -5. → Escriba un número entero desde 0.'],
    [{ share: 7 }, '/share «share» no vale: llegó el número 7. → Escriba un múltiplo de 5.'],
    [{ share: '7' }, '/share «share» lleva un número y llegó «7». → Escriba un número entero desde 0.'],
    [{ flag: 'si' }, '/flag «flag» lleva true o false y llegó «si». → Escriba true o false.'],
    [{ pair: ['a'] }, '/pair «pair» lleva al menos 2 elementos y tiene 1. → Envíe al menos 2 elementos.'],
    [{ pair: ['a', 'b'] }, '/pair/1 «pair/1» lleva un número y llegó «b». → Escriba un número.'],
    [{ rates: { USDX: 1 } }, '/rates/USDX «USDX» de rates no vale: llegó el número 1. → Escriba un número.'],
    [{ rates: { USD: [] } }, '/rates/USD «USD» de rates lleva un número y llegó una lista. → Escriba un número.'],
    [{ own: 'y' }, '/own «own» no vale: llegó «y». → Escriba lo que dice el contrato.'],
    [{ secret: 'hunter2' }, '/secret «secret» lleva al menos 8 caracteres y tiene 7. → Escriba la contraseña.'],
    [{ secret: 12_345_678 }, '/secret «secret» lleva un texto y llegó otra cosa. → Escriba la contraseña.'],
    [{ 'a/b~c': 2 }, '/a~1b~0c «a/b~c» no vale: llegó el número 2. → Use 1.'],
    [{ tags: [] }, '/tags «tags» está vacío. → Envíe al menos 1 elemento.'],
    [{ tags: ['a', 'b', 'c'] }, '/tags «tags» lleva como mucho 2 elementos y tiene 3. → Divídalo en partes más pequeñas.'],
    [{ lines: 'x' }, '/lines «lines» lleva una lista y llegó «x». → Escriba una lista.'],
    [{ lines: [line, null] }, '/lines/1 «lines/1» lleva un objeto y llegó null. → Escriba un objeto.'],
    [{ lines: [{ ...line, line: 1.5 }] }, '/lines/0/line «line» de lines/0 lleva un número entero y llegó el número 1.5. → Escriba un número entero desde 0 hasta 1000.'],
    [{ lines: [{ ...line, line: 2_000 }] }, '/lines/0/line «line» de la línea 2000 es como mucho 1000 y llegó el número 2000. → Escriba un número entero desde 0 hasta 1000.'],
    [{ lines: [{ ...line, debit: 5 }] }, '/lines/0/debit «debit» de la línea 7 lleva un texto y llegó el número 5. → Escriba un importe como texto, con punto para los decimales y sin separadores de miles: "1234.56".'],
    [{ lines: [{ ...line, debit: '1.234,56' }] }, '/lines/0/debit «debit» de la línea 7 no vale: llegó «1.234,56». → Escriba un importe como texto, con punto para los decimales y sin separadores de miles: "1234.56".'],
    [{ lines: [{ account: '572' }] }, '/lines/0/line Falta «line» de lines/0. → Lleva un número entero desde 0 hasta 1000.'],
    [{ lines: [{ ...line, costCentre: '1' }] }, '/lines/0/costCentre No existe «costCentre» en la línea 7. → Quizá quiso escribir «costCenter».'],
    [{ lines: [{ ...line, currency: 'USD' }] }, '/lines/0/currency No existe «currency» en la línea 7. → Se admiten: line, account, costCenter, debit.'],
    [{ Lines: [] }, '/Lines No existe «Lines». → Quizá quiso escribir «lines».'],
  ])('%j', (change, said) => expect(write({ ...valid, ...change })).toBe(said)); // prettier-ignore

  it.each<[unknown, string]>([
    [null, ' El cuerpo lleva un objeto y llegó null. → Escriba un objeto.'],
    [[], ' El cuerpo lleva un objeto y llegó una lista. → Escriba un objeto.'],
    ['{}', ' El cuerpo lleva un objeto y llegó «{}». → Escriba un objeto.'],
  ])('the whole of it: %j', (input, said) => expect(write(input)).toBe(said));

  it('a file is called by its name', () => {
    expect(write([], { whole: 'el archivo' })).toMatch(/^ El archivo lleva un objeto/);
  });

  it('a line that has a number is found again by it, with its field', () => {
    const wrong = { ...valid, lines: [line, { line: 40, account: 1, debit: '1,5' }] };
    const { explained } = explain(wrong);
    expect(explained.map((one) => [one.line, one.field, one.pointer])).toEqual([
      [40, 'account', '/lines/1/account'],
      [40, 'debit', '/lines/1/debit'],
    ]);
  });

  it('names that JSON objects carry themselves are members like any other', () => {
    const input: unknown = JSON.parse(
      `{"id":"${valid.id}","action":"post","lines":[],"__proto__":{"id":1},"constructor":1}`,
    );
    expect(explain(input).explained.map(({ pointer }) => pointer)).toEqual([
      '/__proto__',
      '/constructor',
    ]);
  });

  it('a name as long as a book is neither repeated nor compared', () => {
    const { explained } = explain({ ...valid, ['x'.repeat(1_000_000)]: 1 });
    expect(JSON.stringify(explained).length).toBeLessThan(1_000);
  });

  it('says as much as an answer holds, of unknown members too', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, each) => [`m${each}`, 1]));
    expect(explain({ ...valid, ...many }).explained).toHaveLength(maxIssuesTold);
  });
});

describe('elsewhere', () => {
  const query = z.strictObject({
    from: localDateSchema,
    level: wholeNumberSchema({ min: 1, max: 20 }).optional(),
  });
  const headers = z.object({ 'if-match': z.string(), 'idempotency-key': z.string().min(8) });

  it.each<[object, string]>([
    [{}, 'from Falta el parámetro «from». → Lleva un día con la forma AAAA-MM-DD, como 2025-03-31.'],
    [{ from: '2025-01-01', levle: '1' }, 'levle No existe el parámetro «levle». → Quizá quiso escribir «level».'],
    [{ from: '2025-01-01', hasta: '1' }, 'hasta No existe el parámetro «hasta». → Se admiten: from, level.'],
  ])('parameters: %j', (input, said) => {
    expect(write(input, { schema: query, from: 'parameters' })).toBe(said);
  }); // prettier-ignore

  it.each(['', ' 1', '1 ', '1e1', '0x10', '1.5', '1,5', '-1', '+1', '0', '21', 'null', '[]', '١', '9'.repeat(17)])(
    'a number in an address is digits: %j',
    (level) => {
      const said = write({ from: '2025-01-01', level }, { schema: query, from: 'parameters' });
      const arrived = level === '' ? 'vacío' : `«${level}»`;
      expect(said).toBe(
        `level El parámetro «level» no vale: llegó ${arrived}. → Escriba un número entero de 1 a 20.`,
      );
    },
  ); // prettier-ignore

  it('headers by the names that HTTP gives them', () => {
    expect(write({}, { schema: headers, from: 'headers' })).toBe(
      [
        'if-match La petición no lleva la cabecera If-Match. → Envíe la versión que se leyó, como vino en la cabecera ETag.',
        'idempotency-key La petición no lleva la cabecera Idempotency-Key. → Envíe una clave única por operación para que un reintento no la duplique.',
      ].join('\n'),
    );
    expect(write({ 'if-match': '1', 'idempotency-key': 'x' }, { schema: headers, from: 'headers' })).toBe(
      'idempotency-key La cabecera Idempotency-Key lleva al menos 8 caracteres y tiene 1. → Escriba un texto.',
    ); // prettier-ignore
  });
});

it('an issue that nobody has heard of is told in our words', () => {
  const issue = { code: 'invalid_quantum', path: ['id'], message: 'Invalid quantum state' };
  const [rejection] = explainIssues([issue as unknown as z.core.$ZodIssue], {
    schema,
    input: valid,
  });
  const { message, remedy, pointer } = explainRejection(rejection!);
  expect([pointer, message]).toEqual(['/id', `«id» no vale: llegó «${valid.id}».`]);
  expect(remedy).toMatch(/^Escriba un identificador/);
});

it('nothing of the library reaches a sentence, in the language that it speaks', () => {
  z.config(z.locales.es());
  try {
    const { issues, explained } = explain({
      id: 5,
      action: 'x',
      lines: [{ line: 'x' }],
      flag: 1,
      z: 1,
    });
    const said = explained.map(({ message, remedy }) => `${message} ${remedy}`).join('\n');
    expect(issues).toHaveLength(5);
    for (const { message } of issues) expect(said).not.toContain(message);
  } finally {
    z.config(z.locales.en());
  }
});
