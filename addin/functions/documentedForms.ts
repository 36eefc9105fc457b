// Every form of every function that the guide teaches, in one table: the guide is checked against it, and
// a test evaluates each one, typed and from cells, against what the ledger's interface answers.

/** A text, a number, a day, a cell that shows a month, or nothing written. */
export type FormArgument =
  string | number | { day: [number, number, number] } | { month: string } | null;

/** What a form stands for, without the grammar that is being tested. */
export type FormMeaning =
  | { kind: 'balance'; plus: string[]; minus?: string[]; from: string; to: string }
  | { kind: 'name'; account: string }
  | { kind: 'trialBalance'; from: string; to: string; level?: number };

export interface DocumentedForm {
  name: 'SALDO' | 'NOMBRE.CUENTA' | 'BALANCE.COMPROBACION';
  given: FormArgument[];
  /** What the guide says that it gives. */
  says: string;
  means: FormMeaning;
}

type Days = [from: string, to: string];
const year: Days = ['2025-01-01', '2025-12-31'];
const march: Days = ['2025-03-01', '2025-03-31'];
const endOfMarch: Days = ['2025-03-31', '2025-03-31'];

const balance = (plus: string[], [from, to]: Days, minus: string[] = []): FormMeaning => ({
  ...{ kind: 'balance', plus, minus, from, to },
});

const accountForm = (
  cuenta: FormArgument,
  says: string,
  plus: string[],
  minus?: string[],
): DocumentedForm => ({
  ...{ name: 'SALDO', given: [cuenta, '20/03/2025'], says },
  means: balance(plus, ['2025-03-20', '2025-03-20'], minus),
});

const dateForm = (fecha: FormArgument, says: string, days: Days): DocumentedForm => ({
  ...{ name: 'SALDO', given: ['430', fecha], says },
  means: balance(['430'], days),
});

const nameForm = (cuenta: FormArgument, says: string, account: string): DocumentedForm => ({
  ...{ name: 'NOMBRE.CUENTA', given: [cuenta], says },
  means: { kind: 'name', account },
});

const tableForm = (
  given: FormArgument[],
  says: string,
  [from, to]: Days,
  level?: number,
): DocumentedForm => ({
  ...{ name: 'BALANCE.COMPROBACION', given, says },
  means: { kind: 'trialBalance', from, to, ...(level === undefined ? {} : { level }) },
});

/** @param today what `hoy` stands for */
export function listDocumentedForms(today: string): DocumentedForm[] {
  return [
    {
      ...{ name: 'SALDO', given: ['430'], says: 'el saldo de hoy' },
      means: balance(['430'], [today, today]),
    },
    accountForm('430', 'la cuenta con todo lo que cuelga de ella', ['430']),
    accountForm(430, 'lo mismo, con el código como número', ['430']),
    accountForm('430.1', 'la abreviatura con punto: 4300000001', ['4300000001']),
    accountForm('430;572', 'una lista: la suma de las dos', ['430', '572']),
    accountForm('430,572', 'lo mismo, con coma', ['430', '572']),
    accountForm('570:579', 'un rango, con lo que cuelga de la última', ['57']),
    accountForm('57*', 'todas las que empiezan por 57', ['57']),
    accountForm('430000000?', 'un carácter cualquiera', ['4300000001', '4300000002']),
    accountForm('43;-430.2', 'la 43 sin la 4300000002', ['43'], ['4300000002']),
    accountForm('430^*1', 'las de la 430 que acaban en 1', ['4300000001']),
    accountForm('=700', 'exactamente ese código, sin nada debajo', ['700']),
    dateForm('hoy', 'al final del día de hoy; cambia solo a medianoche', [today, today]),
    dateForm({ day: [2025, 3, 31] }, 'al final de esa fecha de Excel', endOfMarch),
    dateForm('31/03/2025', 'al final de ese día', endOfMarch),
    dateForm('31-03-2025', 'lo mismo', endOfMarch),
    dateForm('2025-03-31', 'lo mismo', endOfMarch),
    dateForm('2025/03/31', 'lo mismo', endOfMarch),
    dateForm('31-mar-25', 'lo mismo', endOfMarch),
    dateForm('03/2025', 'al final de marzo', march),
    dateForm('2025-03', 'lo mismo', march),
    dateForm('marzo 2025', 'lo mismo', march),
    dateForm('mar-25', 'lo mismo', march),
    dateForm(2025, 'al final del año', year),
    dateForm('2025', 'lo mismo', year),
    dateForm('T1/2025', 'al final del primer trimestre', ['2025-01-01', '2025-03-31']),
    dateForm('S1/2025', 'al final del primer semestre', ['2025-01-01', '2025-06-30']),
    dateForm({ month: '03/2025' }, 'al final de marzo, si la celda B1 muestra «mar-25»', march),
    {
      ...{ name: 'SALDO', given: ['430', '2025', 'cierre=antes'], says: 'con un filtro' },
      means: balance(['430'], year),
    },
    nameForm('430', 'el nombre de la cuenta', '430'),
    nameForm(430, 'lo mismo, con el código como número', '430'),
    nameForm('430.1', 'la abreviatura con punto', '4300000001'),
    tableForm(['2025'], 'el balance de sumas y saldos del año', year),
    tableForm(['01/2025', '03/2025'], 'de enero a marzo', ['2025-01-01', '2025-03-31']),
    tableForm(['01/01/2025', '31/03/2025'], 'lo mismo', ['2025-01-01', '2025-03-31']),
    tableForm(
      ['T1/2025', null, 2],
      'solo los dos primeros niveles del plan',
      ['2025-01-01', '2025-03-31'],
      2,
    ),
    tableForm(['2025', 'hoy'], 'desde el 1 de enero hasta hoy', ['2025-01-01', today]),
  ];
}

/** The form as it is typed in a Spanish Excel. */
export function writeForm({ name, given }: Pick<DocumentedForm, 'name' | 'given'>): string {
  return `=${name}(${given.map(writeArgument).join(';')})`;
}

function writeArgument(argument: FormArgument): string {
  if (argument === null) return '';
  if (typeof argument === 'string') return `"${argument}"`;
  if (typeof argument === 'number') return String(argument);
  return 'day' in argument ? `FECHA(${argument.day.join(';')})` : 'B1';
}

/** The rows of the guide's table. */
export function writeFormRows(): string[] {
  return listDocumentedForms('').map((form) => `| \`${writeForm(form)}\` | ${form.says} |`);
}
