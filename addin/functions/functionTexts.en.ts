// English texts of the custom functions, by metadata id: the build merges them into
// functions.en.json. Names of functions stay as they are: workbooks are shared between languages.

export interface FunctionTexts {
  description: string;
  /** In the order of the Spanish parameters. */
  parameters: { name: string; description: string }[];
}

const filters = {
  name: 'filters',
  description: '«key=value» filters separated by semicolons.',
};

export const englishFunctionTexts: Readonly<Record<string, FunctionTexts>> = {
  SALDO: {
    description:
      'Balance (debit − credit) of an account, with every account below it, at the end of a date or period.',
    parameters: [
      {
        name: 'account',
        description:
          'Code, list "430;431", range "430:439" or pattern "57*"; also a range of cells.',
      },
      {
        name: 'date',
        description:
          'Date, or period: 2024, 03/2024, T1/2024, S1/2024, hoy; also a range of cells. Without it, today.',
      },
      filters,
    ],
  },
  'NOMBRE.CUENTA': {
    description: 'Name of an account of the chart.',
    parameters: [{ name: 'account', description: 'Account code; also a range of cells.' }],
  },
  'BALANCE.COMPROBACION': {
    description: 'Trial balance of a period: account, name, opening, debit, credit and closing.',
    parameters: [
      { name: 'from', description: 'First day, or period: 2024, 03/2024, T1/2024…' },
      { name: 'to', description: 'Last day or period; without it, the period of «from».' },
      { name: 'level', description: 'Deepest level of the chart shown, 1 to 20; empty for all.' },
      filters,
    ],
  },
};
