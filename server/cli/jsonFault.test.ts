// Where a text stops being JSON and why, in words; and never a fault where the runtime finds none.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findJsonFault } from './jsonFault.ts';

it.each<[text: string, line: number, column: number, reason: RegExp]>([
  ['{"a": 1,}', 1, 8, /sobra la coma antes de }/],
  ['[1, 2', 1, 6, /termina sin cerrar \[/],
  ['{"a": {"b": [', 1, 14, /termina donde se espera un valor/],
  ['{"a": 1', 1, 8, /termina sin cerrar {/],
  ['{a: 1}', 1, 2, /nombre entre comillas, y hay «a»/],
  ["{'a': 1}", 1, 2, /nombre entre comillas/],
  ['{"a" 1}', 1, 6, /faltan los dos puntos antes de «1»/],
  ['{"a": verdadero}', 1, 7, /«verdadero» no es un valor/],
  ['{"a": 1.234,56}', 1, 13, /nombre entre comillas, y hay «56»/],
  ['{"a": 1.234.56}', 1, 7, /«1.234.56» no es un valor/],
  ['{"a": 01}', 1, 7, /«01» no es un valor/],
  ['{"a": .5}', 1, 7, /«.5» no es un valor/],
  ['{"a": NaN}', 1, 7, /«NaN» no es un valor/],
  ['[1] [2]', 1, 5, /sobra «\[» después del final/],
  ['[\n"uno,\n"dos"]', 2, 1, /no se cierra en su línea/],
  ['["uno', 1, 2, /no se cierra/],
  ['["a\\x"]', 1, 4, /barra inversa/],
  ['["a\tb"]', 1, 4, /carácter de control/],
  ['[1,,2]', 1, 4, /«,2» no es un valor/],
  ['', 1, 1, /termina donde se espera un valor/],
  ['{"a": 1 "b": 2}', 1, 9, /falta una coma antes de/],
  [`{"a": ${'x'.repeat(99)}}`, 1, 7, /«x{30}…» no es un valor/],
])('%s', (text, line, column, reason) => {
  expect(findJsonFault(text)).toMatchObject({ line, column });
  expect(findJsonFault(text)?.reason).toMatch(reason);
});

it('finds a fault exactly where the runtime does', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '{', ']', 'x', '1', '\n', '\\', '.'))
    .map(([text, at, letter]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + letter + text.slice(place + 1);
    });
  fc.assert(
    fc.property(fc.oneof(broken, fc.json(), fc.string()), (text) => {
      expect(findJsonFault(text) === null).toBe(isJson(text));
    }),
    { numRuns: 3_000 },
  );
});

it('is not stopped by depth', () => {
  expect(findJsonFault('['.repeat(200_000))).toMatchObject({ column: 200_001 });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
