// The message of a refusal shrinks with its problems and never contradicts them.
import { describe, expect, it } from 'vitest';
import type { CommandOutcome, SheetProblem } from '../commands/commandOutcome.ts';
import { standingOffer, viewOutcome } from './outcomeView.ts';

const sheet = { id: '1', name: 'Comprobante 1' };
const error = (key: string): SheetProblem => ({
  key,
  code: 'account-missing',
  params: {},
  severity: 'error',
  message: 'Falta la cuenta.',
  remedy: 'Escriba el código de una cuenta del plan.',
  sheet,
  cell: 'A5',
});
const refused: CommandOutcome = {
  command: 'contabilizar',
  status: 'refused',
  sentence: 'Hay 3 problemas que corregir.',
  remedy: 'Corrija las celdas señaladas.',
  sheet,
  problems: [error('a'), error('b'), error('c')],
  posted: null,
  differenceOffer: null,
  question: null,
  repeat: null,
  finishedAt: new Date(0),
};
const viewWith = (...keys: string[]) =>
  viewOutcome(refused, [{ sheet, company: 'UNO', problems: keys.map(error) }]);

describe('the message of an outcome', () => {
  it('is the command’s own while nothing was corrected', () => {
    expect(viewWith('a', 'b', 'c')).toMatchObject({
      intent: 'error',
      sentence: 'Hay 3 problemas que corregir.',
    });
  });

  it('counts what is left, and says when nothing is', () => {
    expect(viewWith('a', 'b')).toMatchObject({ sentence: 'Quedan 2 problemas de 3.' });
    expect(viewWith('c')).toMatchObject({ intent: 'warning', sentence: 'Queda 1 problema de 3.' });
    expect(viewOutcome(refused, [])).toMatchObject({
      intent: 'info',
      sentence: 'Los 3 problemas están corregidos.',
    });
  });

  it('does not repeat the only problem, which the list shows', () => {
    const single: CommandOutcome = {
      ...refused,
      sentence: 'Falta la cuenta.',
      problems: [error('a')],
    };
    expect(viewOutcome(single, [{ sheet, company: 'UNO', problems: [error('a')] }]).sentence).toBe(
      'No se contabilizó nada. Hay 1 problema que corregir.',
    );
    expect(viewOutcome(single, []).sentence).toBe('El problema está corregido.');
  });

  it('does not touch outcomes without problems of a sheet', () => {
    const offline: CommandOutcome = { ...refused, status: 'offline', sentence: 'Sin conexión.' };
    expect(viewOutcome(offline, [])).toMatchObject({
      intent: 'warning',
      sentence: 'Sin conexión.',
    });
    const locked: CommandOutcome = { ...refused, problems: [] };
    expect(viewOutcome(locked, []).sentence).toBe(refused.sentence);
  });
});

describe('B03 the offer for the difference of opening balances', () => {
  const unbalanced = (difference: string): SheetProblem => ({
    ...error('u'),
    code: 'opening-unbalanced',
    message: `Los saldos iniciales no cuadran: diferencia ${difference}.`,
  });
  const outcome: CommandOutcome = {
    ...refused,
    problems: [unbalanced('1.250,00')],
    differenceOffer: {
      sheet,
      account: '129',
      accountName: 'Resultado del ejercicio',
      difference: '1.250,00',
    },
  };

  it('stands while the sheet has that difference', () => {
    expect(
      standingOffer(outcome, [{ sheet, company: 'UNO', problems: [unbalanced('1.250,00')] }]),
    ).toBe(outcome.differenceOffer);
  });

  it('is withdrawn when the sheet was edited: the button would name another amount', () => {
    expect(
      standingOffer(outcome, [{ sheet, company: 'UNO', problems: [unbalanced('900,00')] }]),
    ).toBeNull();
    expect(standingOffer(outcome, [])).toBeNull();
    expect(standingOffer(refused, [])).toBeNull();
  });
});
