// Signing in, staying signed in, signing out: expiry, revocation, limits, and what is kept of a password.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { NewSession, Session } from '../../shared/contract/sessions.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  openTestServer,
  quickCost,
  testPassword,
  TestClient,
  type Answer,
  type TestServer,
} from '../testing/testServer.ts';
import {
  advisedCost,
  generatePassword,
  hashPassword,
  isOutdatedHash,
  makeDecoyHash,
  verifyPassword,
} from './passwords.ts';
import { changePassword, createUser, grantRole } from './users.ts';
import type { Refusal } from '../refusal.ts';

const eva = { email: 'eva@ejemplo.es', name: 'Eva Sanz', roles: {} };

async function signIn(server: TestServer, email: string, password = testPassword) {
  const response = await server.request('/v1/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const body = (await response.json()) as NewSession & Problem;
  return { status: response.status, headers: response.headers, body };
}

describeOnEngines('sessions', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer(open, { users: [ana, eva] });
  });
  afterAll(() => server.remove());

  const start = '2025-06-30T10:00:00.000Z';
  const at = (hours: number) =>
    server.clock.set(new Date(Date.parse(start) + hours * 3_600_000).toISOString());
  const current = (token: string): Promise<Answer<Session & Problem>> =>
    new TestClient(server, token, 'UNO').get('/v1/sessions/current');

  it('opens for the right password, whatever case and blanks the address has', async () => {
    at(0);
    const { status, body } = await signIn(server, '  ANA@Ejemplo.ES ');
    expect(status).toBe(201);
    expect(body.token).toMatch(/^[\w-]{43}$/);
    expect(body.user).toEqual({ email: 'ana@ejemplo.es', name: 'Ana Ruiz' });
    expect(body.companies).toEqual([
      { code: 'UNO', name: 'Empresa UNO', profile: 'ES', currency: 'EUR', role: 'administrador' },
    ]);
    expect(body.expiresAt).toBe('2025-06-30T18:00:00.000Z');
    expect((await signIn(server, eva.email)).body.companies).toEqual([]);
  });

  it('tells a wrong password and an unknown address apart to nobody', async () => {
    const wrong = await signIn(server, eva.email, 'otra contraseña');
    const unknown = await signIn(server, 'nadie@ejemplo.es');
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(401);
      expect(answer.body.rejections[0]?.code).toBe('credentials-wrong');
    }
    expect(unknown.body).toEqual(wrong.body);
  });

  it('keeps only a hash of the token, and scrypt of the password', async () => {
    const { body } = await signIn(server, eva.email);
    const sessions = await server.query<{ token_hash: string }>('SELECT token_hash FROM sessions');
    expect(sessions.some(({ token_hash: hash }) => hash === body.token)).toBe(false);
    expect(sessions.every(({ token_hash: hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    const [user] = await server.query<{ password_hash: string }>('SELECT password_hash FROM users');
    expect(user?.password_hash).toMatch(/^scrypt\$256\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  });

  it('ends after eight idle hours, and lives on while it is used', async () => {
    at(0);
    const { token } = (await signIn(server, ana.email)).body;
    at(7.9);
    const renewed = await current(token);
    expect([renewed.status, renewed.body.expiresAt]).toEqual([200, '2025-07-01T01:54:00.000Z']);
    at(15.8);
    expect((await current(token)).status).toBe(200);
    at(23.9);
    const over = await current(token);
    expect(over.status).toBe(401);
    expect(over.body.rejections[0]).toMatchObject({ code: 'session-expired' });
  });

  it('ends after seven days however much it is used', async () => {
    at(0);
    const { token } = (await signIn(server, ana.email)).body;
    for (let hours = 6; hours < 168; hours += 6) {
      at(hours);
      expect((await current(token)).status).toBe(200);
    }
    expect((await current(token)).body.expiresAt).toBe('2025-07-07T10:00:00.000Z');
    at(168);
    expect((await current(token)).status).toBe(401);
  });

  it('signing out revokes at once, and only that session', async () => {
    at(0);
    const first = (await signIn(server, eva.email)).body.token;
    const second = (await signIn(server, eva.email)).body.token;
    await current(first);
    const out = await new TestClient(server, first, 'UNO').call('DELETE', '/v1/sessions/current');
    expect(out.status).toBe(204);
    expect((await current(first)).status).toBe(401);
    expect((await current(second)).status).toBe(200);
  });

  it('a new password ends every session of that user', async () => {
    at(0);
    const { token } = (await signIn(server, eva.email)).body;
    await changePassword(server.engine, eva.email, 'otra contraseña', quickCost);
    at(0.01);
    expect((await current(token)).status).toBe(401);
    expect((await signIn(server, eva.email)).status).toBe(401);
    expect((await signIn(server, eva.email, 'otra contraseña')).status).toBe(201);
  });

  it('a password hashed at another cost is hashed anew when it is typed, and sessions stay', async () => {
    at(0.5);
    const old = await hashPassword('otra contraseña', { N: 128, r: 8, p: 1 });
    const { token } = (await signIn(server, eva.email, 'otra contraseña')).body;
    await server.execute(`UPDATE users SET password_hash = '${old}' WHERE email = '${eva.email}'`);
    const hashOf = async () =>
      (
        await server.query<{ password_hash: string }>(
          `SELECT password_hash FROM users WHERE email = '${eva.email}'`,
        )
      )[0]!.password_hash;
    expect((await signIn(server, eva.email, 'no es esta')).status).toBe(401);
    expect(await hashOf()).toBe(old);
    expect((await signIn(server, eva.email, 'otra contraseña')).status).toBe(201);
    expect(await hashOf()).toMatch(/^scrypt\$256\$/);
    expect((await signIn(server, eva.email, 'otra contraseña')).status).toBe(201);
    expect((await current(token)).status).toBe(200);
  });

  it('a role that is given counts within seconds; a disabled user is out', async () => {
    at(1);
    const { token } = (await signIn(server, eva.email, 'otra contraseña')).body;
    const client = new TestClient(server, token, 'UNO');
    expect((await client.get('')).status).toBe(404);
    await grantRole(server.engine, server.companyIds.get('UNO')!, eva.email, 'consulta');
    at(1.01);
    expect((await client.get('')).status).toBe(200);
    await server.execute("UPDATE users SET is_disabled = 1 WHERE email = 'eva@ejemplo.es'");
    at(1.02);
    expect((await client.get('')).status).toBe(401);
    expect((await signIn(server, eva.email, 'otra contraseña')).status).toBe(401);
  });

  it('users: the address once, of the right form, with a password long enough', async () => {
    const code = (email: string, password = testPassword) =>
      createUser(server.engine, server.clock, { email, name: 'x', password }, quickCost).then(
        () => 'created',
        (error: Refusal) => error.rejections[0]?.code,
      );
    expect(await code('ANA@ejemplo.es ')).toBe('user-duplicate');
    expect(await code('ana')).toBe('email-invalid');
    expect(await code('a b@c')).toBe('email-invalid');
    expect(await code('nueva@ejemplo.es', '123456789')).toBe('password-too-short');
    expect(await code('nueva@ejemplo.es', '1234567890')).toBe('created');
  });
});

describe('passwords', () => {
  it('are salted, and the same password whatever way it was composed', async () => {
    const hash = () => hashPassword('contraseña', quickCost);
    const [first, second] = [await hash(), await hash()];
    expect(first).not.toBe(second);
    expect(await verifyPassword('contraseña', first)).toBe(true);
    expect(await verifyPassword('contrasen\u0303a', first)).toBe(true);
    expect(await verifyPassword('contrasena', first)).toBe(false);
    expect(await verifyPassword('x', 'md5$abc')).toBe(false);
  });

  it('cost by default what OWASP advises, and are known when they cost less', async () => {
    expect(advisedCost).toEqual({ N: 131_072, r: 8, p: 1 });
    const hash = await hashPassword('contraseña');
    expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(await verifyPassword('contraseña', hash)).toBe(true);
    expect(isOutdatedHash(hash, advisedCost)).toBe(false);
    expect(isOutdatedHash(hash.replace('131072', '32768'), advisedCost)).toBe(true);
  });

  it('no password opens a decoy', async () => {
    expect(await verifyPassword('', makeDecoyHash(quickCost))).toBe(false);
  });

  it('that are generated can be read aloud and never repeat', () => {
    const made = Array.from({ length: 200 }, () => generatePassword());
    expect(new Set(made).size).toBe(200);
    for (const each of made) expect(each).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
  });
});
