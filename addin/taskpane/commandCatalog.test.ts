// Which commands the pane puts first, by the sheet in front of the user.
import { describe, expect, it } from 'vitest';
import type { Company } from '../../shared/contract/companies.ts';
import { commandNames } from '../commands/commandOutcome.ts';
import type { ActiveSheet } from '../state/addinState.ts';
import { commandText, describeActiveSheet, orderCommands } from './commandCatalog.ts';

const active = (kind: ActiveSheet['kind'], state: ActiveSheet['state']): ActiveSheet => ({
  sheet: { id: '1', name: 'Hoja' },
  kind,
  state,
  voucherLabel: state === 'posted' || state === 'voided' ? 'AS-12' : null,
  company: 'UNO',
  voucherId: 'x',
  isSaved: false,
});

describe('the commands of the pane', () => {
  it('offers «Validar» and «Contabilizar» on the card of a document not posted yet', () => {
    for (const sheet of [active('voucher', 'draft'), active('opening', 'pending')]) {
      expect(orderCommands(sheet).forSheet).toEqual(['validar', 'contabilizar']);
    }
    expect(orderCommands(active('voucher', 'posted')).forSheet).toEqual([]);
    expect(orderCommands(active('other', null)).forSheet).toEqual([]);
    expect(orderCommands(null).others[0]).toBe('nuevoComprobante');
  });

  it('always offers each of the commands exactly once', () => {
    for (const sheet of [null, active('other', null), active('voucher', 'draft')]) {
      const { forSheet, others } = orderCommands(sheet);
      expect([...forSheet, ...others].sort()).toEqual([...commandNames].sort());
    }
    for (const name of commandNames) expect(commandText(name, null).name).not.toBe('');
  });

  it('calls the document as the country does', () => {
    const company = { vocabulary: { voucher: 'asiento' } } as unknown as Company;
    expect(commandText('nuevoComprobante', company).name).toBe('Nuevo asiento');
    expect(describeActiveSheet(active('voucher', 'draft'), company)).toBe(
      'Asiento · borrador sin enviar',
    );
  });

  it('says what became of the document of the sheet', () => {
    expect(describeActiveSheet(active('voucher', 'posted'), null)).toBe(
      'Comprobante · contabilizado: AS-12',
    );
    expect(describeActiveSheet(active('voucher', 'voided'), null)).toBe(
      'Comprobante · anulado: AS-12',
    );
    const saved = { ...active('voucher', 'draft'), isSaved: true };
    expect(describeActiveSheet(saved, null)).toBe('Comprobante · borrador guardado en el servidor');
    expect(describeActiveSheet({ ...saved, voucherLabel: 'AS-3' }, null)).toBe(
      'Comprobante · devuelto a borrador: AS-3',
    );
    expect(describeActiveSheet(active('opening', 'draft'), null)).toBe(
      'Saldos iniciales · borrador sin enviar',
    );
    expect(describeActiveSheet(active('other', null), null)).toBeNull();
  });
});
