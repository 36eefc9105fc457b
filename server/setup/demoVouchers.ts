// What the demo bakery did: the same every time it is made, month by month, in cents.
import { daysInMonth, localDateOf, type LocalDate } from '../../shared/localDate.ts';

/** Account, debit, credit and, where the account asks for one, the third party. */
export type DemoLine = [account: string, debit: number, credit: number, party?: string];

export interface DemoVoucher {
  date: LocalDate;
  text: string;
  lines: DemoLine[];
}

const hotel = 'A58818501';
const cafe = 'B64717838';
const mill = 'J99216582';
const power = 'A28015865';
const taxOffice = 'Q2826000H';
const socialSecurity = 'Q2827003A';

export const demoSubaccounts: readonly [code: string, name: string][] = [
  ['4300000001', 'Hotel Miramar, S.A.'],
  ['4300000002', 'Cafetería Plaza, S.L.'],
  ['4000000001', 'Harinas del Sur, S.A.'],
  ['4100000001', 'Electricidad Levante, S.A.'],
  ['5720000001', 'Banco Mediterráneo, c/c'],
];

/** Net sales of each month in euros: a bakery by the sea sells most in summer. */
const salesByMonth = [
  18_200, 17_450, 19_900, 21_300, 22_750, 25_600, 28_900, 30_150, 24_800, 22_300, 20_950, 27_400,
];
const euro = 100;

/** Everything from the foundation to a day, in order of date. */
export function listDemoVouchers(firstYear: number, until: LocalDate): DemoVoucher[] {
  const vouchers = [foundation(firstYear)];
  for (let month = 0; ; month += 1) {
    const year = firstYear + Math.floor(month / 12);
    const inYear = (month % 12) + 1;
    const first = localDateOf(year, inYear, 1)!;
    if (first > until) break;
    vouchers.push(...monthVouchers(year, inYear));
  }
  return vouchers
    .filter(({ date }) => date <= until)
    .sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
}

function foundation(year: number): DemoVoucher {
  return {
    date: localDateOf(year, 1, 2)!,
    text: 'Aportación de capital y compra de maquinaria',
    lines: [
      ['5720000001', 41_500 * euro, 0],
      ['213', 18_500 * euro, 0],
      ['100', 0, 60_000 * euro],
    ],
  };
}

function monthVouchers(year: number, month: number): DemoVoucher[] {
  const day = (wanted: number) =>
    localDateOf(year, month, Math.min(wanted, daysInMonth(year, month)))!;
  // Each year sells four per cent more than the one before.
  const growth = 100 + 4 * (year % 2);
  const net = Math.round((salesByMonth[month - 1]! * euro * growth) / 100);
  const toHotel = Math.round(net * 0.35);
  const toCafe = Math.round(net * 0.25);
  const overCounter = net - toHotel - toCafe;
  const flour = Math.round(net * 0.32);
  const energy = 1_180_00 + month * 3_150;
  const wages = 6_400 * euro;
  const name = new Intl.DateTimeFormat('es', { month: 'long' }).format(
    new Date(Date.UTC(year, month - 1, 15)),
  );
  return [
    sale(day(10), `Suministro de pan, ${name}`, '4300000001', hotel, toHotel),
    sale(day(15), `Bollería y café, ${name}`, '4300000002', cafe, toCafe),
    {
      date: day(31),
      text: `Ventas de mostrador, ${name}`,
      lines: [
        ['570', overCounter + vat(overCounter, 4), 0],
        ['700', 0, overCounter],
        ['477', 0, vat(overCounter, 4), taxOffice],
      ],
    },
    purchase(day(6), `Harina y levadura, ${name}`, '601', '4000000001', mill, flour, 4),
    purchase(day(20), `Electricidad, ${name}`, '628', '4100000001', power, energy, 21),
    {
      date: day(28),
      text: `Nóminas, ${name}`,
      lines: [
        ['640', wages, 0],
        ['642', Math.round(wages * 0.31), 0],
        ['4751', 0, Math.round(wages * 0.12), taxOffice],
        ['476', 0, Math.round(wages * 0.31) + Math.round(wages * 0.065), socialSecurity],
        ['5720000001', 0, wages - Math.round(wages * 0.12) - Math.round(wages * 0.065)],
      ],
    },
    {
      date: day(3),
      text: `Alquiler del local, ${name}`,
      lines: [
        ['621', 1_450 * euro, 0],
        ['472', vat(1_450 * euro, 21), 0, taxOffice],
        ['5720000001', 0, 1_450 * euro + vat(1_450 * euro, 21)],
      ],
    },
    {
      date: day(26),
      text: `Cobro del Hotel Miramar, ${name}`,
      lines: [
        ['5720000001', toHotel + vat(toHotel, 10), 0],
        ['4300000001', 0, toHotel + vat(toHotel, 10), hotel],
      ],
    },
    {
      date: day(30),
      text: `Pago a Harinas del Sur, ${name}`,
      lines: [
        ['4000000001', flour + vat(flour, 4), 0, mill],
        ['5720000001', 0, flour + vat(flour, 4)],
      ],
    },
    {
      date: day(31),
      text: `Ingreso de la caja en el banco, ${name}`,
      lines: [
        ['5720000001', overCounter, 0],
        ['570', 0, overCounter],
      ],
    },
  ];
}

function sale(
  date: LocalDate,
  text: string,
  account: string,
  party: string,
  net: number,
): DemoVoucher {
  const tax = vat(net, 10);
  const lines: DemoLine[] = [
    [account, net + tax, 0, party],
    ['700', 0, net],
    ['477', 0, tax, party],
  ];
  return { date, text, lines };
}

function purchase(
  date: LocalDate,
  text: string,
  expense: string,
  account: string,
  party: string,
  net: number,
  rate: number,
): DemoVoucher {
  const tax = vat(net, rate);
  const lines: DemoLine[] = [
    [expense, net, 0],
    ['472', tax, 0, party],
    [account, 0, net + tax, party],
  ];
  return { date, text, lines };
}

function vat(net: number, rate: number): number {
  return Math.round((net * rate) / 100);
}
