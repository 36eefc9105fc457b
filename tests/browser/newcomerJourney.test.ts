// What a newcomer does, in a real browser: sign in, write a voucher, correct it, post it, watch figures
// move by themselves, and upload opening balances.
import { describe, expect, it } from 'vitest';
import { demoLogin } from '../../server/setup/demoCompany.ts';
import { documentedPicture, listFaults, paneFrame, prepareJourney } from './journey.ts';

const journey = prepareJourney();

describe('a newcomer at the workbench', { timeout: 240_000 }, () => {
  it('C01 C03 S01 writes, corrects and posts a voucher, and figures follow by themselves', async () => {
    const workbench = await journey.signIn();
    await workbench.type('A1', '=SALDO("430";"hoy")');
    await workbench.type('A2', '=NOMBRE.CUENTA("430")');
    await workbench.type('A4', '=BALANCE.COMPROBACION("2025";"2025")');
    await expect.poll(() => workbench.text('Hoja1', 'A2'), { timeout: 60_000 }).toBe('Clientes');
    await expect.poll(() => workbench.text('Hoja1', 'A4'), { timeout: 60_000 }).toBe('Cuenta');
    await expect.poll(() => workbench.number('Hoja1', 'A1'), { timeout: 60_000 }).not.toBeNaN();
    const before = await workbench.number('Hoja1', 'A1');

    await workbench.pressCommand('Nuevo comprobante');
    await workbench.waitForOutcome(/está lista para escribir/);
    await workbench.type('A9', '430');
    await workbench.type('C9', 'A58818501');
    await workbench.type('F9', '1210');
    await workbench.type('A10', '700');
    await workbench.type('G10', 'mil');
    await workbench.type('A11', '477');
    await workbench.type('C11', 'A58818501');
    await workbench.type('G11', '210');
    await workbench.pressCommand('Validar');
    await workbench.waitForOutcome(/Hay 2 problemas que corregir/);
    const problems = await workbench.pane.getByRole('region', { name: 'Problemas' }).innerText();
    expect(problems).toContain('La cuenta 430 (Clientes) es de total');
    expect(problems).toContain('«mil» no es un importe');
    await expect
      .poll(() => workbench.text('Asiento 1', 'B11'), { timeout: 60_000 })
      .toContain('Hacienda Pública');
    await workbench.page.screenshot({ path: documentedPicture('validar') });

    await workbench.type('A9', '4300000001');
    await workbench.type('G10', '1000');
    await workbench.pressCommand('Contabilizar');
    expect(await workbench.waitForOutcome(/Contabilizado como AS-\d+/)).toMatch(/AS-\d+/);
    await workbench.page.screenshot({ path: documentedPicture('banco-de-pruebas') });
    await expect
      .poll(() => workbench.number('Hoja1', 'A1'), { timeout: 60_000 })
      .toBeCloseTo(before + 1210, 2);
    expect(workbench.errors).toEqual([]);
    await workbench.close();
  });

  it('S01 sees what somebody else posts, without touching anything', async () => {
    const workbench = await journey.signIn();
    await workbench.type('A1', '=SALDO("621";"hoy")');
    await expect
      .poll(() => workbench.number('Hoja1', 'A1'), { timeout: 60_000 })
      .toBeGreaterThan(0);
    const before = await workbench.number('Hoja1', 'A1');
    await postElsewhere('621', '5720000001', '250.50');
    await expect
      .poll(() => workbench.number('Hoja1', 'A1'), { timeout: 60_000 })
      .toBeCloseTo(before + 250.5, 2);
    await workbench.close();
  });

  it('B01 B03 pastes a trial balance and uploads it; a difference is offered an account', async () => {
    const workbench = await journey.signIn();
    await workbench.pressCommand('Saldos iniciales');
    await workbench.waitForOutcome(/está lista/);
    const start = await workbench.selectedCell();
    await workbench.paste(start, [
      ['570', 'Caja', '1.500,00', ''],
      ['300', 'Mercaderías', '2.250,00', ''],
      ['100', 'Capital social', '', '3.000,00'],
    ]);
    await workbench.pressCommand('Contabilizar');
    await workbench.waitForOutcome(/750,00/);
    await workbench.page.screenshot({ path: documentedPicture('saldos-iniciales') });
    await workbench.pane.getByRole('button', { name: /^Llevar 750,00 a 120/ }).click();
    expect(await workbench.waitForOutcome(/SI-\d+/)).toMatch(/SI-\d+/);
    expect(workbench.errors).toEqual([]);
    await workbench.close();
  });

  it('every screen of the pane passes axe and fits, light at 320 px and dark at 450 px', async () => {
    const workbench = await journey.signIn();
    const frame = paneFrame(workbench);
    for (const [theme, width] of [
      ['claro', 320],
      ['oscuro', 450],
    ] as const) {
      await workbench.setPaneWidth(width);
      const paneWidth = await frame.evaluate(() => document.documentElement.clientWidth);
      expect(Math.abs(paneWidth - width)).toBeLessThan(16);
      for (const section of ['Inicio', 'Asientos', 'Saldos', 'Cierre', 'Ajustes']) {
        await workbench.pane.getByRole('button', { name: section, exact: true }).first().click();
        await frame.waitForTimeout(400);
        expect(await listFaults(frame), `${section} ${theme} at ${width} px`).toEqual([]);
      }
      if (theme === 'claro') await workbench.pressCommand('Tema oscuro');
    }
    await workbench.close();
  });
});

/** Somebody else, in another program: the same API with another session. */
async function postElsewhere(debit: string, credit: string, amount: string): Promise<void> {
  const call = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${journey.server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
    return (await response.json()) as { token: string };
  };
  const { token } = await call('/v1/sessions', demoLogin);
  const id = crypto.randomUUID();
  const voucher = {
    id,
    action: 'post',
    date: new Date().toISOString().slice(0, 10),
    description: 'Alquiler',
    lines: [
      { line: 1, account: debit, debit: amount },
      { line: 2, account: credit, credit: amount },
    ],
  };
  await call('/v1/companies/ESPIGA/vouchers', voucher, {
    authorization: `Bearer ${token}`,
    'idempotency-key': id,
  });
}
