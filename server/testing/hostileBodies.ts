// Bodies that are broken, and bodies that are full to the brim.
import { gzipSync } from 'node:zlib';
import { json, mebibyte, type Build, type Draw } from './hostileDraw.ts';

export function brokenBodies(): [string, Build][] {
  const anywhere =
    (write: (draw: Draw) => string | Buffer): Build =>
    (draw) => ({ ...draw.anyRoute(), ...json(write(draw)) });
  return [
    ['brackets', anywhere((draw) => '['.repeat(draw.count(30 * mebibyte)))],
    [
      'brackets to the sign-in',
      (draw) => ({
        ...{ method: 'POST', path: '/v1/sessions', isSignedIn: false },
        ...json('['.repeat(draw.count(30 * mebibyte))),
      }),
    ],
    ['objects in objects', anywhere((draw) => '{"a":'.repeat(draw.count(4 * mebibyte)))],
    [
      'brackets that close',
      anywhere((draw) => {
        const depth = draw.count(4 * mebibyte);
        return '['.repeat(depth) + ']'.repeat(depth);
      }),
    ],
    [
      'empty objects',
      anywhere((draw) => `{"lines":[${'{},'.repeat(draw.count(8 * mebibyte))}{}]}`),
    ],
    ['a huge number', anywhere((draw) => `{"lines":${'9'.repeat(draw.count(8 * mebibyte))}}`)],
    [
      'a huge text',
      anywhere((draw) => `{"description":"${'x'.repeat(draw.count(30 * mebibyte))}"}`),
    ],
    [
      'a text of escapes',
      anywhere((draw) => `{"description":"${'\\u0041'.repeat(draw.count(4 * mebibyte))}"}`),
    ],
    [
      'many names',
      anywhere((draw) => {
        const names = Array.from({ length: draw.count(400_000) }, (_, at) => `"n${at}":1`);
        return `{${names.join()}}`;
      }),
    ],
    [
      'one name many times',
      anywhere((draw) => `{${'"lines":[],'.repeat(draw.count(200_000))}"lines":[]}`),
    ],
    [
      'no UTF-8',
      anywhere((draw) => {
        const bytes = Buffer.from(`{"description":"${'ñ'.repeat(draw.count(4_000_000))}"}`);
        bytes[Math.floor(bytes.length / 2)] = 0xff;
        return bytes;
      }),
    ],
    ['nothing', anywhere((draw) => draw.pick('', ' ', '{}', '[]', 'null', '""', '\ufeff'))],
    [
      '__proto__',
      anywhere(
        (draw) => `{"__proto__":{"isOperator":true},"constructor":{"lines":${draw.count(9)}}}`,
      ),
    ],
    [
      'compressed',
      (draw) => ({
        ...draw.anyRoute(),
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync('['.repeat(draw.count(20 * mebibyte))),
      }),
    ],
    [
      'cut',
      (draw) => ({
        ...draw.anyRoute(),
        ...json(`{"lines":[${'1,'.repeat(draw.count(50_000))}`),
        breaks: 'cut',
      }),
    ],
    [
      'slow',
      (draw) => ({
        ...draw.anyRoute(),
        ...json(`{"lines":[${'1,'.repeat(draw.count(50))}`),
        breaks: 'slow',
      }),
    ],
  ];
}

export function fullBodies(): [string, Build][] {
  const lines = (draw: Draw, most: number, write: (at: number) => string): string =>
    Array.from({ length: draw.count(most) }, (_, at) => write(at)).join();
  const to =
    (below: string, write: (draw: Draw) => string): Build =>
    (draw) => ({ method: 'POST', path: draw.path(below), isSignedIn: true, ...json(write(draw)) });
  const keyed =
    (build: Build): Build =>
    (draw) => {
      const request = build(draw);
      return { ...request, headers: { ...request.headers, 'idempotency-key': draw.uuid() } };
    };
  const right = (at: number) =>
    `{"line":${at},"account":"${at % 2 ? '570' : '572'}","${at % 2 ? 'debit' : 'credit'}":"10.00","description":"Línea ${at}"}`;
  return [
    [
      'lines of the wrong shape',
      to(
        '/opening-balances/validate',
        (draw) => `{"lines":[${lines(draw, 200_000, (at) => `{"line":"${at}","debit":${at}}`)}]}`,
      ),
    ],
    [
      'lines that the rules refuse',
      to(
        '/vouchers/validate',
        (draw) =>
          `{"date":"2025-02-30","lines":[${lines(draw, 20_000, (at) => `{"line":${at},"account":"99${at}","debit":"-1"}`)}]}`,
      ),
    ],
    [
      'more lines than a voucher has',
      keyed(
        to(
          '/vouchers',
          (draw) =>
            `{"id":"${draw.uuid()}","action":"post","date":"2025-03-01","lines":[${lines(draw, 60_000, right)}]}`,
        ),
      ),
    ],
    [
      'long texts in every line',
      to(
        '/vouchers/validate',
        (draw) =>
          `{"date":"2025-03-01","lines":[${lines(draw, 200, (at) => `{"line":${at},"party":"${'ñ '.repeat(16_000)}"}`)}]}`,
      ),
    ],
    [
      'many accounts',
      keyed(
        to(
          '/accounts/bulk',
          (draw) =>
            `{"accounts":[${lines(draw, 10_000, (at) => `{"code":"99${at}","name":"Cuenta"}`)}]}`,
        ),
      ),
    ],
    [
      'an opening of 100,000 lines, asked first',
      (draw) => ({
        ...to('/opening-balances/validate', () => {
          const text = lines(draw, 100_000, right);
          return `{"date":"2025-03-01","lines":[${text}]}`;
        })(draw),
        isLegitimate: true,
      }),
    ],
  ];
}
