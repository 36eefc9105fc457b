// Excel stores formulas with English names and commas and shows them in the reader's language. The
// grid engine only knows the stored form, so what a person types in Spanish (`=SUMA(A1;0,5)`) is
// translated here before it is stored, and back when a stored formula is shown.

const SPANISH_TO_ENGLISH: Record<string, string> = {
  ABS: 'ABS',
  AHORA: 'NOW',
  ALEATORIO: 'RAND',
  AÑO: 'YEAR',
  BUSCAR: 'LOOKUP',
  BUSCARH: 'HLOOKUP',
  BUSCARV: 'VLOOKUP',
  BUSCARX: 'XLOOKUP',
  CELDA: 'CELL',
  COINCIDIR: 'MATCH',
  COLUMNA: 'COLUMN',
  COLUMNAS: 'COLUMNS',
  CONCATENAR: 'CONCATENATE',
  CONTAR: 'COUNT',
  CONTARA: 'COUNTA',
  'CONTAR.BLANCO': 'COUNTBLANK',
  'CONTAR.SI': 'COUNTIF',
  'CONTAR.SI.CONJUNTO': 'COUNTIFS',
  DERECHA: 'RIGHT',
  DESREF: 'OFFSET',
  DIA: 'DAY',
  DÍA: 'DAY',
  DIASEM: 'WEEKDAY',
  DIAS: 'DAYS',
  'DIAS.LAB': 'NETWORKDAYS',
  ELEGIR: 'CHOOSE',
  ENCONTRAR: 'FIND',
  ENTERO: 'INT',
  ERROR: 'ERROR.TYPE',
  ESBLANCO: 'ISBLANK',
  ESERROR: 'ISERROR',
  ESNUMERO: 'ISNUMBER',
  ESNOD: 'ISNA',
  ESTEXTO: 'ISTEXT',
  ESPACIOS: 'TRIM',
  EXTRAE: 'MID',
  FALSO: 'FALSE',
  FECHA: 'DATE',
  'FECHA.MES': 'EDATE',
  FECHANUMERO: 'DATEVALUE',
  FILA: 'ROW',
  FILAS: 'ROWS',
  FILTRAR: 'FILTER',
  'FIN.MES': 'EOMONTH',
  HALLAR: 'SEARCH',
  HORA: 'HOUR',
  HOY: 'TODAY',
  INDICE: 'INDEX',
  ÍNDICE: 'INDEX',
  INDIRECTO: 'INDIRECT',
  IZQUIERDA: 'LEFT',
  LARGO: 'LEN',
  MAX: 'MAX',
  MAYUSC: 'UPPER',
  MEDIANA: 'MEDIAN',
  MES: 'MONTH',
  MIN: 'MIN',
  MINUSC: 'LOWER',
  MINUTO: 'MINUTE',
  NO: 'NOT',
  NOMPROPIO: 'PROPER',
  NOD: 'NA',
  O: 'OR',
  ORDENAR: 'SORT',
  ORDENARPOR: 'SORTBY',
  POTENCIA: 'POWER',
  PRODUCTO: 'PRODUCT',
  PROMEDIO: 'AVERAGE',
  'PROMEDIO.SI': 'AVERAGEIF',
  'PROMEDIO.SI.CONJUNTO': 'AVERAGEIFS',
  RAIZ: 'SQRT',
  REDONDEAR: 'ROUND',
  'REDONDEAR.MAS': 'ROUNDUP',
  'REDONDEAR.MENOS': 'ROUNDDOWN',
  REEMPLAZAR: 'REPLACE',
  REPETIR: 'REPT',
  RESIDUO: 'MOD',
  SECUENCIA: 'SEQUENCE',
  SI: 'IF',
  'SI.CONJUNTO': 'IFS',
  'SI.ERROR': 'IFERROR',
  'SI.ND': 'IFNA',
  SIGNO: 'SIGN',
  SUBTOTALES: 'SUBTOTAL',
  SUMA: 'SUM',
  'SUMAR.SI': 'SUMIF',
  'SUMAR.SI.CONJUNTO': 'SUMIFS',
  SUMAPRODUCTO: 'SUMPRODUCT',
  SUSTITUIR: 'SUBSTITUTE',
  TEXTO: 'TEXT',
  TRANSPONER: 'TRANSPOSE',
  TRUNCAR: 'TRUNC',
  UNICOS: 'UNIQUE',
  UNIRCADENAS: 'TEXTJOIN',
  VALOR: 'VALUE',
  VERDADERO: 'TRUE',
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
