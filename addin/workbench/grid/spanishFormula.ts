// Excel stores formulas with English names and commas and shows them in the reader's language. The
// grid engine only knows the stored form, so what a person types in Spanish (`=SUMA(A1;0,5)`) is
// translated here before it is stored, and back when a stored formula is shown.

const SPANISH_TO_ENGLISH: Record<string, string> = {
  ABS: 'ABS',
  AGREGAR: 'AGGREGATE',
  AHORA: 'NOW',
  ALEATORIO: 'RAND',
  AÑO: 'YEAR',
  APILARH: 'HSTACK',
  APILARV: 'VSTACK',
  BUSCAR: 'LOOKUP',
  BUSCARH: 'HLOOKUP',
  BUSCARV: 'VLOOKUP',
  BUSCARX: 'XLOOKUP',
  CARACTER: 'CHAR',
  CELDA: 'CELL',
  CÓDIGO: 'CODE',
  CODIGO: 'CODE',
  COINCIDIR: 'MATCH',
  COINCIDIRX: 'XMATCH',
  COLUMNA: 'COLUMN',
  COLUMNAS: 'COLUMNS',
  CONCAT: 'CONCAT',
  CONCATENAR: 'CONCATENATE',
  CONTAR: 'COUNT',
  'CONTAR.BLANCO': 'COUNTBLANK',
  'CONTAR.SI': 'COUNTIF',
  'CONTAR.SI.CONJUNTO': 'COUNTIFS',
  CONTARA: 'COUNTA',
  DECIMAL: 'FIXED',
  DERECHA: 'RIGHT',
  DESREF: 'OFFSET',
  DIA: 'DAY',
  DÍA: 'DAY',
  'DIA.LAB': 'WORKDAY',
  'DIA.LAB.INTL': 'WORKDAY.INTL',
  DIAS: 'DAYS',
  'DIAS.LAB': 'NETWORKDAYS',
  'DIAS.LAB.INTL': 'NETWORKDAYS.INTL',
  DIAS360: 'DAYS360',
  DIASEM: 'WEEKDAY',
  DIRECCION: 'ADDRESS',
  ELEGIR: 'CHOOSE',
  ELEGIRCOLS: 'CHOOSECOLS',
  ELEGIRFILAS: 'CHOOSEROWS',
  ENCONTRAR: 'FIND',
  ENTERO: 'INT',
  'ES.IMPAR': 'ISODD',
  'ES.PAR': 'ISEVEN',
  ESBLANCO: 'ISBLANK',
  ESERR: 'ISERR',
  ESERROR: 'ISERROR',
  ESFORMULA: 'ISFORMULA',
  ESLOGICO: 'ISLOGICAL',
  ESNOD: 'ISNA',
  ESNOTEXTO: 'ISNONTEXT',
  ESNUMERO: 'ISNUMBER',
  ESPACIOS: 'TRIM',
  ESREF: 'ISREF',
  ESTEXTO: 'ISTEXT',
  EXCLUIR: 'DROP',
  EXTRAE: 'MID',
  FALSO: 'FALSE',
  FECHA: 'DATE',
  'FECHA.MES': 'EDATE',
  FECHANUMERO: 'DATEVALUE',
  FILA: 'ROW',
  FILAS: 'ROWS',
  FILTRAR: 'FILTER',
  'FIN.MES': 'EOMONTH',
  'FRAC.AÑO': 'YEARFRAC',
  HALLAR: 'SEARCH',
  HORA: 'HOUR',
  HORANUMERO: 'TIMEVALUE',
  HOY: 'TODAY',
  IGUAL: 'EXACT',
  INDICE: 'INDEX',
  ÍNDICE: 'INDEX',
  INDIRECTO: 'INDIRECT',
  IZQUIERDA: 'LEFT',
  'JERARQUIA.EQV': 'RANK.EQ',
  'K.ESIMO.MAYOR': 'LARGE',
  'K.ESIMO.MENOR': 'SMALL',
  LARGO: 'LEN',
  LIMPIAR: 'CLEAN',
  MAX: 'MAX',
  'MAX.SI.CONJUNTO': 'MAXIFS',
  MAYUSC: 'UPPER',
  MEDIANA: 'MEDIAN',
  MES: 'MONTH',
  MIN: 'MIN',
  'MIN.SI.CONJUNTO': 'MINIFS',
  MINUSC: 'LOWER',
  MINUTO: 'MINUTE',
  MONEDA: 'DOLLAR',
  'MULTIPLO.INFERIOR': 'FLOOR',
  'MULTIPLO.SUPERIOR': 'CEILING',
  NO: 'NOT',
  NOD: 'NA',
  NOMPROPIO: 'PROPER',
  NPER: 'NPER',
  NSHORA: 'TIME',
  'NUM.DE.SEMANA': 'WEEKNUM',
  O: 'OR',
  ORDENAR: 'SORT',
  ORDENARPOR: 'SORTBY',
  PAGO: 'PMT',
  POTENCIA: 'POWER',
  PRODUCTO: 'PRODUCT',
  PROMEDIO: 'AVERAGE',
  'PROMEDIO.SI': 'AVERAGEIF',
  'PROMEDIO.SI.CONJUNTO': 'AVERAGEIFS',
  RAIZ: 'SQRT',
  'REDOND.MULT': 'MROUND',
  REDONDEAR: 'ROUND',
  'REDONDEAR.MAS': 'ROUNDUP',
  'REDONDEAR.MENOS': 'ROUNDDOWN',
  REEMPLAZAR: 'REPLACE',
  REPETIR: 'REPT',
  RESIDUO: 'MOD',
  SECUENCIA: 'SEQUENCE',
  SEGUNDO: 'SECOND',
  SI: 'IF',
  'SI.CONJUNTO': 'IFS',
  'SI.ERROR': 'IFERROR',
  'SI.ND': 'IFNA',
  SIFECHA: 'DATEDIF',
  SIGNO: 'SIGN',
  SUBTOTALES: 'SUBTOTAL',
  SUMA: 'SUM',
  SUMAPRODUCTO: 'SUMPRODUCT',
  'SUMAR.SI': 'SUMIF',
  'SUMAR.SI.CONJUNTO': 'SUMIFS',
  SUSTITUIR: 'SUBSTITUTE',
  TASA: 'RATE',
  TEXTO: 'TEXT',
  TEXTOANTES: 'TEXTBEFORE',
  TEXTODESPUES: 'TEXTAFTER',
  'TIPO.DE.ERROR': 'ERROR.TYPE',
  TIR: 'IRR',
  TOMAR: 'TAKE',
  TRANSPONER: 'TRANSPOSE',
  TRUNCAR: 'TRUNC',
  UNICOS: 'UNIQUE',
  UNIRCADENAS: 'TEXTJOIN',
  VA: 'PV',
  VALOR: 'VALUE',
  'VALOR.NUMERO': 'NUMBERVALUE',
  VERDADERO: 'TRUE',
  VF: 'FV',
  VNA: 'NPV',
  XO: 'XOR',
  Y: 'AND',
};

const ENGLISH_TO_SPANISH = new Map(
  Object.entries(SPANISH_TO_ENGLISH).map(([spanish, english]) => [english, spanish]),
);

const SPANISH_ERRORS: Record<string, string> = {
  '#¡VALOR!': '#VALUE!',
  '#N/D': '#N/A',
  '#¡REF!': '#REF!',
  '#¿NOMBRE?': '#NAME?',
  '#¡DIV/0!': '#DIV/0!',
  '#¡NUM!': '#NUM!',
  '#¡NULO!': '#NULL!',
  '#¡OCUPADO!': '#BUSY!',
  '#¡DESBORDAMIENTO!': '#SPILL!',
};

const ENGLISH_ERRORS = new Map(
  Object.entries(SPANISH_ERRORS).map(([spanish, english]) => [english, spanish]),
);

/** Errors that can be typed; `#BUSY!` and `#SPILL!` only come from calculating. */
export const ENGLISH_ERROR_CODES: ReadonlySet<string> = new Set([
  '#VALUE!',
  '#N/A',
  '#REF!',
  '#NAME?',
  '#DIV/0!',
  '#NUM!',
  '#NULL!',
]);

/** `#N/D` → `#N/A`; null for what is no error in Spanish. */
export function fromSpanishError(text: string): string | null {
  const code = SPANISH_ERRORS[text];
  return code !== undefined && ENGLISH_ERROR_CODES.has(code) ? code : null;
}

/** How Excel in Spanish shows a stored error code: `#N/A` → `#N/D`. */
export function toSpanishError(code: string): string {
  return ENGLISH_ERRORS.get(code) ?? code;
}

interface Token {
  kind: 'text' | 'name' | 'number' | 'other';
  value: string;
  /** True inside `{1;2\3}`, where separators mean rows and columns. */
  inArray: boolean;
}

const NAME_START = /[A-Za-zÁÉÍÓÚÜÑáéíóúüñ_]/;
const NAME_PART = /[\wÁÉÍÓÚÜÑáéíóúüñ.]/;

function readQuoted(formula: string, start: number): number {
  const quote = formula[start];
  let end = start + 1;
  while (end < formula.length) {
    if (formula[end] !== quote) end += 1;
    else if (formula[end + 1] === quote) end += 2;
    else return end + 1;
  }
  return end;
}

function tokenize(formula: string, decimalSeparator: ',' | '.'): Token[] {
  const tokens: Token[] = [];
  const numberPattern = decimalSeparator === ',' ? /^\d+(,\d+)?/ : /^\d+(\.\d+)?/;
  let depth = 0;
  for (let at = 0; at < formula.length;) {
    const char = formula[at] ?? '';
    let end = at + 1;
    let kind: Token['kind'] = 'other';
    if (char === '"' || char === "'") {
      end = readQuoted(formula, at);
      kind = 'text';
    } else if (NAME_START.test(char)) {
      while (end < formula.length && NAME_PART.test(formula[end] ?? '')) end += 1;
      kind = 'name';
    } else if (/\d/.test(char)) {
      end = at + (numberPattern.exec(formula.slice(at))?.[0].length ?? 1);
      kind = 'number';
    } else if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    tokens.push({ kind, value: formula.slice(at, end), inArray: depth > 0 });
    at = end;
  }
  return tokens;
}

function isCall(tokens: Token[], index: number): boolean {
  return tokens[index + 1]?.value === '(';
}

function toEnglishToken(tokens: Token[], index: number): string {
  const token = tokens[index] as Token;
  if (token.kind === 'name') {
    const upper = token.value.toUpperCase();
    if (upper === 'VERDADERO' || upper === 'FALSO') return SPANISH_TO_ENGLISH[upper] ?? upper;
    return isCall(tokens, index) ? (SPANISH_TO_ENGLISH[upper] ?? upper) : token.value;
  }
  if (token.kind === 'number') return token.value.replace(',', '.');
  if (token.kind === 'other' && token.value === ';') return token.inArray ? ';' : ',';
  if (token.kind === 'other' && token.value === '\\' && token.inArray) return ',';
  return token.value;
}

/** What a person with a Spanish Excel types → what the workbook stores. */
export function toStoredFormula(formula: string): string {
  // `SI(A1,B1)`, pasted from an English manual: without `;` a comma can only be a separator when
  // it does not sit between two digits.
  const tokens = tokenize(formula, ',');
  return tokens.map((_, index) => toEnglishToken(tokens, index)).join('');
}

function toSpanishToken(tokens: Token[], index: number): string {
  const token = tokens[index] as Token;
  if (token.kind === 'name') {
    const upper = token.value.toUpperCase();
    if (upper === 'TRUE' || upper === 'FALSE') return ENGLISH_TO_SPANISH.get(upper) ?? upper;
    return isCall(tokens, index) ? (ENGLISH_TO_SPANISH.get(upper) ?? token.value) : token.value;
  }
  if (token.kind === 'number') return token.value.replace('.', ',');
  if (token.kind === 'other' && token.value === ',') return token.inArray ? '\\' : ';';
  return token.value;
}

/** What the workbook stores → what a Spanish Excel shows in its formula bar. */
export function toShownFormula(formula: string): string {
  const tokens = tokenize(formula, '.');
  return tokens.map((_, index) => toSpanishToken(tokens, index)).join('');
}
