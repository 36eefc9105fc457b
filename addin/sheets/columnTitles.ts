// What the title of a column says, in the ways that Spanish, Colombian and Venezuelan programs write
// it. One reader for vouchers and for opening balances; tableColumns.ts chooses among the titles.
import type { Side } from './sideText.ts';

export type TextField =
  'account' | 'name' | 'party' | 'costCenter' | 'description' | 'reference' | 'date';

/** `final` is what a balance ends at, `plain` says nothing of when. */
export type AmountStage = 'final' | 'plain' | 'initial' | 'movement' | 'previous';

export type ColumnTitle =
  | { kind: 'text'; field: TextField }
  /** `isBalance`: «saldo deudor», and not the «debe» of movements. */
  | { kind: 'amount'; side: Side | null; stage: AmountStage; isBalance: boolean }
  /** The side of the amount beside it, in words or letters. */
  | { kind: 'side' }
  /** Understood and of no use here (the level of an account, the name of a third party). */
  | { kind: 'known' };

const words = (text: string) => new Set(text.split(' '));

const fields: [TextField, RegExp][] = [
  [
    'account',
    /^((sub)?(cuenta|cta)s?|compte|conta|account( code)?|codigo|cod|puc|((codigo|cod|numero|num|nro|no|n) )?(de )?(la )?((sub)?cuenta|cta)( contable| (de )?mayor| puc)?|(codigo|cod) (contable|puc)|cuenta (contable|puc|mayor|codigo))$/,
  ],
  [
    'name',
    /^(nombre|nom|name|account name|titulo|denominacion|(nombre|descripcion|titulo|denominacion) (de )?(la )?((sub)?cuenta|cta)|cuenta (nombre|descripcion|titulo))$/,
  ],
  [
    'party',
    /^(tercero|terceros|nit|nif|cif|rif|dni|cedula|identificacion|(nit|nif|cif|rif|cedula|codigo|cod|id|documento|identificacion) (del? )?(tercero|cif|nif|dni|cc|nit))$/,
  ],
  ['costCenter', /^(centro( (de )?cost[eo]s?)?|c cost[eo]|ceco|cc|c c|cost center)$/],
  [
    'description',
    /^(concepto|concepte|description|descripcion|detalle|glosa|leyenda|comentarios?|observacion(es)?|texto|(concepto|descripcion|detalle|texto) (del? )?(asiento|apunte|movimiento|linea))$/,
  ],
  [
    'reference',
    /^(documento|doc|referencia|ref|factura|soporte|(documento|doc) (soporte|referencia|cruce)|(numero|num|nro|no|n) (de )?(la )?(documento|doc|factura))$/,
  ],
  [
    'date',
    /^(fecha|f contable|fecha (del? )?(la )?(asiento|documento|contable|operacion|apunte))$/,
  ],
];

const sideTitles =
  /^(d h|dh|h d|d c|dc|c d|d a|db cr|deb (cre|cred|hab)|debe haber|debito credito|cargo abono|deudor acreedor|nat|naturaleza( (del? )?(saldo|movimiento|apunte))?|signo|sentido|t m|tm|tipo (de )?(mov|movimiento|apunte|saldo)|clase (de )?saldo)$/;

const knownTitles =
  /^(nivel|(nombre|razon social)( (del? )?tercero)?|tercero nombre|nombre (del? )?(centro|cliente|proveedor).*)$/;

const debitWords = words(
  'debe deure debito debitos deb deudor deudores deudora cargo cargos debit db',
);
const creditWords = words(
  'haber haver hab credito creditos cred acreedor acreedores acreedora abono abonos credit cr',
);
/** A letter at the end counts as a side only beside one of these: «saldo D», «nuevo saldo C». */
const balanceWords = words('saldo saldos sdo sdos balance');
const sideLetters: Record<string, Side> = { d: 'debit', h: 'credit', c: 'credit', a: 'credit' };
const alwaysBalance = words('deudor deudores deudora acreedor acreedores acreedora');
const amountWords = words('importe importes valor valores monto montos');
const stages: [AmountStage, Set<string>][] = [
  ['previous', words('anterior anteriores previo previos')],
  ['initial', words('inicial iniciales apertura')],
  ['movement', words('movimiento movimientos mov suma sumas acumulado acumulados periodo mes')],
  ['final', words('final finales nuevo nuevos actual actuales cierre')],
];
const fillers = words(
  'de del la el al a en y por s vr vlr imp total totales eur euro euros cop ves bs bolivares pesos usd us dolar dolares gbp libras divisa divisas moneda local extranjera contable ejercicio ' +
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ' +
    'ene feb mar abr may jun jul ago sep oct nov dic',
);

/** @param title as `headerWords` writes it @returns null for an unknown title */
export function readColumnTitle(title: string): ColumnTitle | null {
  if (title === '') return null;
  const field = fields.find(([, pattern]) => pattern.test(title));
  if (field) return { kind: 'text', field: field[0] };
  if (sideTitles.test(title)) return { kind: 'side' };
  if (knownTitles.test(title)) return { kind: 'known' };
  return readAmountTitle(title.split(' '));
}

/** Every word must be one of those that amounts are named with: «valor base» is something else. */
function readAmountTitle(tokens: readonly string[]): ColumnTitle | null {
  if (tokens.length === 1 && (tokens[0] === 'd' || tokens[0] === 'h')) {
    const side = tokens[0] === 'd' ? 'debit' : 'credit';
    return { kind: 'amount', side, stage: 'plain', isBalance: false };
  }
  const isBalanceNamed = tokens.some((token) => balanceWords.has(token));
  const last = tokens.at(-1) ?? '';
  const letter = isBalanceNamed ? (sideLetters[last] ?? null) : null;
  const sides = new Set<Side>();
  let isAmount = isBalanceNamed;
  let isBalance = isBalanceNamed;
  let stage: AmountStage = 'plain';
  for (const token of tokens) {
    const named = stages.find(([, set]) => set.has(token));
    if (debitWords.has(token)) sides.add('debit');
    else if (creditWords.has(token)) sides.add('credit');
    else if (letter && token === last) sides.add(letter);
    else if (amountWords.has(token)) isAmount = true;
    else if (named) stage = named[0];
    else if (!balanceWords.has(token) && !fillers.has(token) && !/^\d{1,4}$/.test(token))
      return null;
    if (alwaysBalance.has(token)) isBalance = true;
  }
  if (sides.size === 2) return { kind: 'side' };
  const [side = null] = sides;
  return side !== null || isAmount ? { kind: 'amount', side, stage, isBalance } : null;
}

/** One column for both («Cuenta / Descripción», «Código y nombre»): its cells begin with the code. */
export function isCodeAndName(title: string): boolean {
  return /^(cuenta|cta|codigo|cod) (y |e )?(nombre|descripcion|titulo|denominacion|cuenta)$/.test(
    title,
  );
}

const currencyWords: [string, RegExp][] = [
  ['EUR', /€|\beuros?\b|\beur\b/],
  ['USD', /us\$|\b(usd|us|dolar(es)?)\b/],
  ['COP', /col\$|\b(cop|pesos)\b/],
  ['VES', /\b(ves|vef|bs|bolivares)\b/],
  ['GBP', /£|\b(gbp|libras)\b/],
  ['otra moneda', /\b(divisas?|moneda extranjera)\b/],
];

/** @param written as it stands: «Saldo (USD)» says it in brackets @returns null when it names none */
export function currencyOfTitle(written: string): string | null {
  const text = withoutAccents(written);
  return currencyWords.find(([, sign]) => sign.test(text))?.[0] ?? null;
}

const monthNames = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ');

/** Orders «Saldo 2024», «Saldo a 31/12/2023», «Saldo (enero)»: the greatest is the latest; 0 for none. */
export function periodOfTitle(written: string): number {
  const text = withoutAccents(written);
  const year = Number(/(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text)?.[0] ?? 0);
  const figures = /(?<!\d)\d{1,2}[-/. ](\d{1,2})[-/. ](?:19|20)\d\d/.exec(text)?.[1];
  const name = /\b(ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]*\b/.exec(text)?.[1];
  const month = figures === undefined ? monthNames.indexOf(name ?? '') + 1 : Number(figures);
  return year * 100 + month;
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
