// Questions whose answer takes long, and requests that are merely strange.
import { json, year, type Build, type Draw } from './hostileDraw.ts';

export function largeQuestions(): [string, Build][] {
  const ask =
    (write: (draw: Draw) => object, below?: string): Build =>
    (draw) => ({
      method: 'POST',
      path: draw.path(below ?? draw.pick('/balances/query', '/balances/cell-sets')),
      isSignedIn: true,
      ...json(JSON.stringify(write(draw))),
    });
  const query = { periods: [year], measures: ['closing'], cells: [] as number[] };
  const get =
    (path: (draw: Draw) => string): Build =>
    (draw) => ({
      ...{ method: 'GET', path: draw.path(path(draw)), headers: {}, body: null, isSignedIn: true },
    });
  const allMonths = '/monthly-balances?from=1900-01-01&to=9999-12-31';
  return [
    [
      'long lists',
      ask((draw) => ({
        ...query,
        accounts: Array.from(
          { length: draw.count(3_000) },
          (_, at) => `${'1*;'.repeat(1_200)}${at}*`,
        ),
      })),
    ],
    [
      'lists of codes that do not exist',
      ask((draw) => ({
        ...query,
        accounts: Array.from(
          { length: draw.count(2_000) },
          (_, at) => `${'998;'.repeat(900)}${at}`,
        ),
      })),
    ],
    [
      'patterns of many stars',
      ask((draw) => ({
        ...query,
        accounts: Array.from({ length: draw.count(4_000) }, (_, at) => `*0*0*0*0*0*${at}*`),
        cells: [0, 0, 0],
      })),
    ],
    [
      'all accounts in every cell',
      ask((draw) => {
        const days = Array.from({ length: draw.count(60_000) }, (_, at) =>
          new Date(Date.UTC(1950, 0, 1 + (at % 36_000))).toISOString().slice(0, 10),
        );
        const periods = days.map((day) => ({ from: day, to: day }));
        return {
          ...query,
          accounts: ['*'],
          periods,
          cells: periods.flatMap((_, at) => [0, at, 0]),
        };
      }),
    ],
    [
      'as many sums as are done',
      ask((draw) => {
        const periods = Array.from({ length: draw.count(40_000) }, (_, at) => {
          const day = new Date(Date.UTC(1950, 0, 1 + (at % 36_000))).toISOString().slice(0, 10);
          return { from: day, to: day };
        });
        return {
          ...query,
          accounts: ['4*;5*;6*;7*'],
          periods,
          cells: periods.flatMap((_, at) => [0, at, 0]),
        };
      }),
    ],
    [
      'cells without an amount',
      ask((draw) => ({
        ...query,
        periods: [{ from: year.to, to: year.from }],
        accounts: ['570'],
        cells: Array<number>(draw.count(200_000) * 3).fill(0),
      })),
    ],
    [
      'cells that point nowhere',
      ask((draw) => ({
        ...query,
        accounts: ['570'],
        cells: Array<number>(draw.count(200_000) * 3).fill(7),
      })),
    ],
    [
      'sets without cells',
      ask(
        (draw) => ({
          ...query,
          accounts: Array.from(
            { length: draw.count(200_000) },
            (_, at) => `57${at}${draw.pick('a', 'b')}`,
          ),
        }),
        '/balances/cell-sets',
      ),
    ],
    [
      'a workbook of 130,000 cells',
      (draw) => ({
        ...ask(() => {
          const days = Array.from({ length: draw.count(2_000) }, (_, at) =>
            new Date(Date.UTC(2023, 0, 1 + (at % 1_000))).toISOString().slice(0, 10),
          );
          const accounts = Array.from(
            { length: 65 },
            (_, at) => ['570', '572', '430', '700'][at % 4]!,
          );
          const cells = days.flatMap((_, day) =>
            accounts.flatMap((_a, account) => [account, day, 0]),
          );
          return {
            ...query,
            accounts,
            periods: days.map((day) => ({ from: day, to: day })),
            cells,
          };
        }, '/balances/cell-sets')(draw),
        isLegitimate: true,
      }),
    ],
    ['months of ages', get((draw) => allMonths + draw.pick('', '&measure=debit'))],
    [
      'months of a lifetime',
      get((draw) => `/monthly-balances?from=${1930 + draw.count(50)}-01-01&to=2029-12-31`),
    ],
    [
      'everything that ever changed',
      get(() => '/balances/changes?account=*&from=1900-01-01&to=9999-12-31&sinceVersion=0'),
    ],
    [
      'as of long ago',
      get((draw) => `/trial-balance?from=2025-01-01&to=2025-12-31&asOf=${draw.count(60_000)}`),
    ],
    [
      'a search of many words',
      get((draw) => {
        const words = encodeURIComponent(
          Array.from({ length: 60 }, () => draw.pick('zz', 'qx', 'é')).join(' '),
        );
        return `/vouchers?limit=500&text=${words}`;
      }),
    ],
  ];
}

export function strangeRequests(): [string, Build][] {
  const plain = { headers: {}, body: null, isSignedIn: true, method: 'GET' };
  return [
    [
      'a parameter many times',
      (draw) => ({
        ...plain,
        path: draw.path(
          `/vouchers?${'limit=1&'.repeat(Math.min(1_500, draw.count(1_500)))}limit=2`,
        ),
      }),
    ],
    [
      'many parameters',
      (draw) => ({
        ...plain,
        path: draw.path(
          `/vouchers?${Array.from({ length: Math.min(800, draw.count(800)) }, (_, at) => `p${at}=1`).join('&')}`,
        ),
      }),
    ],
    [
      'a long path',
      (draw) => ({
        ...plain,
        path: draw.path(`/${'x'.repeat(Math.min(8_000, draw.count(8_000)))}`),
      }),
    ],
    [
      'names of objects as paths',
      (draw) => ({
        ...plain,
        path: draw.pick(
          '/docs/__proto__',
          '/docs/constructor',
          '/v1/__proto__',
          draw.path('/__proto__'),
        ),
      }),
    ],
    [
      'a wrong password',
      (draw) => ({
        ...{ method: 'POST', path: '/v1/sessions', isSignedIn: false },
        ...json(JSON.stringify({ email: `${draw.uuid()}@ejemplo.es`, password: 'no es esta' })),
      }),
    ],
  ];
}
