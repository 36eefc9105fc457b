// The English texts of the functions must follow the Spanish ones, and the check must notice gaps.
import { expect, it } from 'vitest';
import { addHelp, findTextProblems, translateMetadata } from './functionTexts.ts';

const ACCOUNT = { name: 'account', description: 'Code.' };

it('translates texts and keeps ids, names, types and options', () => {
  const spanish = {
    allowCustomDataForDataTypeAny: true,
    functions: [
      {
        id: 'SALDO',
        name: 'SALDO',
        description: 'Saldo de una cuenta.',
        parameters: [{ name: 'cuenta', description: 'Código.', type: 'any' }],
        options: { stream: true },
      },
    ],
  };
  const english = { SALDO: { description: 'Balance of an account.', parameters: [ACCOUNT] } };
  expect(findTextProblems(spanish, english)).toEqual([]);
  expect(translateMetadata(spanish, english)).toEqual({
    allowCustomDataForDataTypeAny: true,
    functions: [
      {
        id: 'SALDO',
        name: 'SALDO',
        description: 'Balance of an account.',
        parameters: [{ name: 'account', description: 'Code.', type: 'any' }],
        options: { stream: true },
      },
    ],
  });
});

it('says where the help of each function is', () => {
  const metadata = { functions: [{ id: 'NOMBRE.CUENTA', name: 'NOMBRE.CUENTA', parameters: [] }] };
  expect(addHelp(metadata, 'https://localhost:3000/addin/ayuda.html').functions).toEqual([
    { ...metadata.functions[0], helpUrl: 'https://localhost:3000/addin/ayuda.html#NOMBRE.CUENTA' },
  ]);
});

it.each([
  [{ stream: true }, []],
  [{ cancelable: true }, []],
  [{ stream: true, cancelable: true }, ['SALDO: both streaming and cancelable']],
])('Excel takes streaming or cancelable, not both: %o', (options, problems) => {
  const spanish = {
    functions: [{ id: 'SALDO', name: 'SALDO', description: 'Saldo.', parameters: [], options }],
  };
  const english = { SALDO: { description: 'Balance.', parameters: [] } };
  expect(findTextProblems(spanish, english)).toEqual(problems);
});

it('names every missing text and every text left over', () => {
  const spanish = {
    functions: [
      { id: 'SALDO', name: 'SALDO', parameters: [{ name: 'cuenta' }, { name: 'fecha' }] },
      { id: 'MAYOR', name: 'MAYOR', description: 'Mayor.', parameters: [] },
    ],
  };
  const english = {
    SALDO: { description: 'Balance.', parameters: [ACCOUNT] },
    MAYOR: { description: '', parameters: [ACCOUNT] },
    DIARIO: { description: 'Journal.', parameters: [] },
  };
  expect(findTextProblems(spanish, english)).toEqual([
    'DIARIO: English text of a function that does not exist',
    'SALDO: no Spanish description in its JSDoc',
    'SALDO(cuenta): no Spanish description in its JSDoc',
    'SALDO(fecha): no Spanish description in its JSDoc',
    'SALDO(fecha): no English name',
    'SALDO(fecha): no English description',
    'MAYOR: no English description',
    'MAYOR(account): English text of a parameter that does not exist',
  ]);
});
