// Whoever edits the database behind Cuadre's back is found: each fact that gives postings their meaning, changed by SQL
// with every guard of the database taken away first, is named with what it was.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../db/engine.ts';
import { Findings } from '../ledger/findings.ts';
import { tamperAndUndo } from '../testing/tampering.ts';
import { describeOnEngines, type TestEngine } from '../testing/testEngines.ts';
import { openTestServer, type TestServer } from '../testing/testServer.ts';
import { verifyCompany } from './verifyCompany.ts';
import { verifyFacts } from './verifyFacts.ts';

const ledger = `
  2025-01-10 Venta al contado
    572   1.210,00
    700             1.000,00
    477               210,00 ; tercero=B64717838
  2025-02-03 Compra a crédito
    600     300,00 ; cc=01
    472      63,00 ; tercero=A28000001
    4000              363,00 ; tercero=A28000001
  2025-03-01 Nóminas
    640   2.000,00
    465             2.000,00 ; tercero=EMPLEADO
`;

async function openBooks(open: () => Promise<TestEngine>): Promise<TestServer> {
  const server = await openTestServer(open);
  const client = await server.signIn();
  const [first, , third] = await client.postLedger(ledger);
  await client.post(`/vouchers/${first!.voucher.id}/void`, { reason: 'duplicada' });
  // A draft that has a number, and one that has none.
  await client.post(`/vouchers/${third!.voucher.id}/unpost`, { reason: 'importe equivocado' });
  await client.save({ date: '2025-04-01', description: 'a medias', lines: [] }, 'draft');
  const gone = await client.save({ date: '2025-04-02', description: 'sobra', lines: [] }, 'draft');
  const { id } = gone.body.voucher;
  await client.call('DELETE', `/vouchers/${id}`, undefined, { 'if-match': '"1"' });
  await client.call('PUT', '/lock', { lockedThrough: '2024-12-31' });
  return server;
}

/** What is done, and one of the things that are said of it. */
type Tampering = [done: string, sql: string | string[], said: string];

const chart: Tampering[] = [
  [
    'the codes of two accounts change places',
    [
      "UPDATE accounts SET code = 'x' WHERE code = '572'",
      "UPDATE accounts SET code = '572' WHERE code = '700'",
      "UPDATE accounts SET code = '700' WHERE code = 'x'",
    ],
    'La cuenta 572: el código dice «700» y se registró «572»',
  ],
  [
    'the kind of an account',
    "UPDATE accounts SET kind = 'asset' WHERE code = '700'",
    'La cuenta 700: la clase dice «activo» y se registró «ingreso»',
  ],
  [
    'its nature',
    "UPDATE accounts SET nature = 'debit' WHERE code = '700'",
    'La cuenta 700: la naturaleza dice «deudora» y se registró «acreedora»',
  ],
  [
    'its name',
    "UPDATE accounts SET name = 'Regalos' WHERE code = '700'",
    'La cuenta 700: el nombre dice «Regalos» y se registró «Ventas de mercaderías»',
  ],
  [
    'where it closes',
    "UPDATE accounts SET closes_into = '113' WHERE code = '700'",
    'La cuenta 700: la cuenta en la que cierra dice «113» y se registró nada',
  ],
  [
    'whether it closes apart',
    "UPDATE accounts SET closes_apart = 1 WHERE code = '700'",
    'La cuenta 700: «cierra aparte» dice «sí» y se registró «no»',
  ],
  [
    'what it requires',
    "UPDATE accounts SET requires_party = 1, requires_cost_center = 1 WHERE code = '700'",
    'La cuenta 700: «pide tercero» dice «sí» y se registró «no»; «pide centro de costo» dice «sí» y se registró «no»',
  ],
  [
    'whether it is active',
    "UPDATE accounts SET is_active = 0 WHERE code = '700'",
    'La cuenta 700: «activa» dice «no» y se registró «sí»',
  ],
  [
    'an account that nobody uses is taken away',
    "DELETE FROM accounts WHERE code = '710'",
    'La cuenta 710 se registró y ya no está',
  ],
  [
    'an account that nobody added',
    'INSERT INTO accounts (company_id, id, code, name, kind, nature) ' +
      "VALUES (1, 99999, '7999', 'Mía', 'income', 'credit')",
    'La cuenta 7999 está y nunca se registró',
  ],
];

const company: Tampering[] = [
  ['currency', "UPDATE companies SET currency = 'USD'", 'La empresa: la moneda dice «USD» y se registró «EUR»'],
  ['decimals', 'UPDATE companies SET minor_digits = 3', 'La empresa: el número de decimales dice «3» y se registró «2»'],
  ['country', "UPDATE companies SET profile = 'CO'", 'La empresa: el país dice «CO» y se registró «ES»'],
  ['a country that does not exist', "UPDATE companies SET profile = 'XX'", 'La empresa: el país dice «XX» y se registró «ES»'],
  ['result account', "UPDATE companies SET result_account = '121'", 'La empresa: la cuenta de resultado dice «121» y se registró «129»'],
  ['length of subaccounts', 'UPDATE companies SET subaccount_length = 8', 'La empresa: la longitud de las subcuentas dice «8» y se registró «10»'],
  ['name', "UPDATE companies SET name = 'Otra'", 'La empresa: el nombre dice «Otra» y se registró «Empresa UNO»'],
  ['identity', "UPDATE companies SET uid = 'otra'", 'La empresa: el identificador dice «otra» y se registró'],
  ['version of the settings', 'UPDATE companies SET settings_version = 1', 'La versión de los ajustes: el contador dice «1» y se registró «'],
  ['the lock is moved back', "UPDATE companies SET locked_through = '2024-06-30'", 'El bloqueo: el último día bloqueado dice «2024-06-30» y se registró «2024-12-31»'],
  ['who locked', "UPDATE companies SET locked_by = 'Luis'", 'El bloqueo: quién lo puso dice «Luis» y se registró «Ana Ruiz»'],
  ['last version', 'UPDATE companies SET last_seq = 6', 'La empresa dice versión 6 y el libro llega a la'],
  ['last voucher', 'UPDATE companies SET last_voucher_id = 2', 'La empresa dice que su último comprobante es el n.º 2 y el último que se registró es el n.º 5'],
  ['a larger last voucher', 'UPDATE companies SET last_voucher_id = 9', 'La empresa dice que su último comprobante es el n.º 9 y el último que se registró es el n.º 5'],
  ['when the last batch was recorded', "UPDATE companies SET last_recorded_at = '2020-01-01'", 'La empresa dice que lo último se registró en 2020-01-01'],
  ['when a year ends', "UPDATE fiscal_years SET ends_on = '2025-12-30' WHERE name = '2025'", 'El ejercicio 2025: el último día dice «2025-12-30» y se registró «2025-12-31»'],
  ['a year is closed', "UPDATE fiscal_years SET state = 'closed' WHERE name = '2025'", 'El ejercicio 2025: el estado dice «cerrado» y se registró «abierto»'],
  ['the name of a year', "UPDATE fiscal_years SET name = 'otro' WHERE name = '2025'", 'El ejercicio 2025: el nombre dice «otro» y se registró «2025»'],
  ['a year is taken away', "DELETE FROM fiscal_years WHERE name = '2024'", 'El ejercicio 2024 se registró y ya no está'],
  ['what a voucher type is for', "UPDATE voucher_types SET purpose = 'opening' WHERE code = 'AS'", 'El tipo de comprobante AS: el uso dice «apertura» y se registró «ordinario»'],
  ['a third party gets a name', "UPDATE parties SET name = 'Yo' WHERE code = 'EMPLEADO'", 'El tercero EMPLEADO: el nombre dice «Yo» y se registró «»'],
  ['a third party gets another code', "UPDATE parties SET code = 'OTRO' WHERE code = 'EMPLEADO'", 'El tercero EMPLEADO se registró y ya no está'],
  ['a cost centre is taken away', 'DELETE FROM cost_centers', 'El centro de costo 01 se registró y ya no está'],
  ['the third party of a set of dimensions', "UPDATE dimension_sets SET party = 'OTRO' WHERE party = 'EMPLEADO'", 'el tercero dice «OTRO» y se registró «EMPLEADO»'],
  ['who somebody is', "UPDATE company_people SET name = 'Luis'", 'La persona ana@ejemplo.es: el nombre dice «Luis» y se registró «Ana Ruiz»'],
  ['what somebody may do', "UPDATE company_roles SET role = 'consulta'", 'La función de la persona n.º 1: la función dice «consulta» y se registró «administrador»'],
  ['the reason of a void', "UPDATE audit_events SET detail = '{}' WHERE action = 'voidVoucher'", 'de la auditoría (voidVoucher): el detalle dice «{}» y se registró «{"reason":"duplicada"}»'],
  ['who did something', "UPDATE audit_events SET user_id = 7 WHERE action = 'setLock'", 'de la auditoría (setLock): quién dice «7» y se registró «1»'],
  ['the audit trail is emptied', 'DELETE FROM audit_events', 'de la auditoría (voidVoucher) se registró y ya no está'],
  ['an event that never was', "INSERT INTO audit_events VALUES (1, 99, '2025-01-01', 1, 'inventado', '', '{}')", 'El suceso n.º 99 de la auditoría (inventado) está y nunca se registró'],
]; // prettier-ignore

const head = 'su cabecera (tipo, número, fecha, textos, estado, autor) no es la que se registró';
const heads: Tampering[] = [
  "description = 'Otra cosa'",
  "reference = 'F-9'",
  'changed_by = 7',
  "posted_at = '2020-01-01'",
  "changed_at = '2020-01-01'",
  "uid = '00000000-0000-4000-8000-0000000000ff'",
  'version = version + 1',
  'origin = 3',
  "type = 'AP'",
  'number = 8, number_scope = 1',
  "state = 'voided'",
].map((change) => [
  change,
  `UPDATE vouchers SET ${change} WHERE id = 2`,
  `del 2025-02-03: ${head}`,
]);

const rest: Tampering[] = [
  ['a voided voucher stands again', "UPDATE vouchers SET state = 'posted' WHERE id = 1", `Comprobante AS-1 del 2025-01-10: ${head}`],
  ['what a draft with a number says', "UPDATE vouchers SET draft = replace(draft, '2000', '3000') WHERE id = 3", `Comprobante AS-3 del 2025-03-01: ${head}`],
  ['what another draft says', "UPDATE vouchers SET draft = '{}' WHERE id = 4", `Comprobante borrador 4 del 2025-04-01: ${head}`],
  ['a draft is taken away', 'DELETE FROM vouchers WHERE id = 4', 'Falta el borrador 4, que se registró'],
  ['a deleted draft is there again', 'UPDATE vouchers SET id = 5 WHERE id = 4', 'Comprobante borrador 5 del 2025-04-01: nunca se registró'],
  ['the counter of numbers', 'UPDATE voucher_counters SET last_number = 9', 'El contador del ejercicio 2025 dice 9 y el último número es 3'],
  ['an answer that is kept', "UPDATE idempotency_keys SET response = replace(response, '363', '364')", 'no es la que se dio'],
  ['when an answer was given', "UPDATE idempotency_keys SET recorded_at = '2020'", 'no es la que se dio'],
  ['who posted', 'UPDATE posting_batches SET recorded_by = 7 WHERE first_seq = 4', 'Apuntes 4–6 (comprobante AS-2 del 2025-02-03, cuentas 600, 472, 4000): su contenido no es el que se registró'],
  ['what a fact was', "UPDATE facts SET content = replace(content, 'EUR', 'USD') WHERE id = 1 AND company_id = 1", 'El registro de hechos n.º 1 (empresa, ajustes, bloqueo) no es el que se escribió'],
  ['a fact is taken out', 'DELETE FROM facts WHERE id = 3 AND company_id = 1', 'Falta el registro de hechos n.º 3'],
  ['the last facts are cut off', 'DELETE FROM facts WHERE company_id = 1 AND id = (SELECT max(id) FROM facts WHERE company_id = 1)', 'registros de hechos y hay'],
  ['the head of the facts', "UPDATE companies SET last_fact_hash = 'x'", 'La cabeza de la cadena de hechos no es la que se guardó'],
]; // prettier-ignore

const people: Tampering[] = [
  ['the name of a user', "UPDATE users SET name = 'Luis'", 'El usuario ana@ejemplo.es: el nombre dice «Luis» y se registró «Ana Ruiz»'],
  ['whether a user administers', 'UPDATE users SET is_operator = 1', '«administra la instalación» dice «sí» y se registró «no»'],
  ['whether a user may come in', 'UPDATE users SET is_disabled = 1', '«sin acceso» dice «sí» y se registró «no»'],
  ['the password of a user', "UPDATE users SET password_hash = 'otra'", 'El usuario ana@ejemplo.es: la contraseña dice otra'],
  ['the e-mail of a user', "UPDATE users SET email = 'luis@ejemplo.es'", 'el correo dice «luis@ejemplo.es» y se registró «ana@ejemplo.es»'],
  ['a user that nobody made', "INSERT INTO users (id, email, name, password_hash, created_at) VALUES (9, 'x@x.es', 'X', '', '')", 'El usuario x@x.es está y nunca se registró'],
  ['a company is taken away', 'DELETE FROM companies', 'La empresa UNO se registró y ya no está'],
  ['a company changes places with another', "UPDATE companies SET uid = 'otra'", 'La empresa UNO se registró y ya no está'],
  ['the identity of the installation', "UPDATE installation SET uid = 'otra'", 'El registro de hechos n.º 1 (empresas) no es el que se escribió'],
]; // prettier-ignore

describeOnEngines('tampering', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openBooks(open);
  });
  afterAll(() => server.remove());

  /** What is found after these statements, which are undone. */
  async function findAfter(
    sql: string | string[],
    look: (tx: Tx, findings: Findings) => Promise<readonly { finding: string }[]>,
  ): Promise<string> {
    return tamperAndUndo(server.engine, async (tx) => {
      for (const statement of [sql].flat()) await tx.execute(statement, []);
      const findings = await look(tx, new Findings());
      return findings.map(({ finding }) => finding).join('\n');
    });
  }

  const lookAtBooks = async (tx: Tx) => (await verifyCompany(tx, 1)).findings;
  const lookAtPeople = async (tx: Tx, findings: Findings) => {
    await verifyFacts(tx, 0, findings);
    return findings.all;
  };

  it('nothing is found in books that nobody touched', async () => {
    expect(await findAfter([], lookAtBooks)).toBe('');
    expect(await findAfter([], lookAtPeople)).toBe('');
  });

  describe.each([
    ['accounts', chart],
    ['the company', company],
    ['vouchers', heads],
    ['drafts, numbers and chains', rest],
  ])('%s', (_what, rows) => {
    it.each(rows)('%s', async (_done, sql, said) => {
      expect(await findAfter(sql, lookAtBooks)).toContain(said);
    });
  });

  describe('people who sign in', () => {
    it.each(people)('%s', async (_done, sql, said) => {
      expect(await findAfter(sql, lookAtPeople)).toContain(said);
    });

    it('a role that another user has taken over', async () => {
      const sql = [
        'INSERT INTO users (id, email, name, password_hash, created_at) ' +
          "VALUES (9, 'x@x.es', 'X', '', '')",
        'UPDATE company_roles SET user_id = 9',
      ];
      const said = 'La función de ana@ejemplo.es la usa x@x.es';
      expect(await findAfter(sql, lookAtBooks)).toContain(said);
    });
  });

  const guards: [done: string, sqlite: string, postgres: string, said: string][] = [
    ['a trigger is taken away', 'DROP TRIGGER postings_no_update', 'DROP TRIGGER postings_no_update ON postings', 'falta el disparador postings_no_update'],
    ['a trigger does nothing', "DROP TRIGGER facts_no_delete; CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts BEGIN SELECT 1; END", "CREATE OR REPLACE FUNCTION cuadre_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'", 'no es como se hizo'],
    ['an index is taken away', 'DROP INDEX vouchers_by_number', 'DROP INDEX vouchers_by_number', 'falta el índice vouchers_by_number'],
    ['a trigger that nobody made', 'CREATE TRIGGER mine AFTER INSERT ON postings BEGIN DELETE FROM sessions; END', 'CREATE TRIGGER mine AFTER INSERT ON postings FOR EACH ROW EXECUTE FUNCTION cuadre_refuse()', 'algo que Cuadre no hizo: el disparador mine'],
    ['a rule or a view that hides rows', 'CREATE VIEW mine AS SELECT * FROM postings WHERE seq > 1', 'CREATE RULE mine AS ON UPDATE TO companies DO INSTEAD NOTHING', 'algo que Cuadre no hizo: la '],
    ['rows that stand in another table', 'CREATE TABLE mine (id INTEGER)', 'CREATE SCHEMA aside CREATE TABLE more () INHERITS (public.postings)', 'la tabla'],
    ['rows that are hidden', 'CREATE TABLE mine (id INTEGER)', 'ALTER TABLE postings ENABLE ROW LEVEL SECURITY', 'la tabla'],
    ['triggers are switched off for whoever comes', 'CREATE INDEX mine ON postings (date)', "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET session_replication_role = replica'; END $$", 'algo que Cuadre no hizo: el '],
    ['triggers are switched off', 'DROP TRIGGER postings_refuse_date', 'ALTER TABLE postings DISABLE TRIGGER ALL', 'el disparador postings_'],
  ]; // prettier-ignore
  it.each(guards)('a guard of the database: %s', async (_done, sqlite, postgres, said) => {
    const other = await open();
    expect(await other.engine.findSchemaFaults()).toEqual([]);
    const sql = other.engine.dialect === 'sqlite' ? sqlite : postgres;
    await other.engine.write(async (tx) => {
      for (const statement of other.engine.dialect === 'sqlite' ? splitSql(sql) : [sql]) {
        await tx.execute(statement, []);
      }
    });
    expect((await other.engine.findSchemaFaults()).join('\n')).toContain(said);
    await other.remove();
  });
});

/** At the ends of whole statements; inside a trigger a line goes on. */
function splitSql(sql: string): string[] {
  return sql.split(/;\s*(?=CREATE)/);
}
