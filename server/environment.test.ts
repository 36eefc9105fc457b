// Settings: their defaults, and every wrong one named at once.
import { expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

it('has a default for everything a newcomer does not say', () => {
  expect(readEnvironment({})).toMatchObject({
    databaseUrl: 'sqlite:./data/cuadre.db',
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    officeJs: 'cdn',
    tls: null,
    logLevel: 'info',
    trustedProxies: { hops: 0 },
  });
  expect(readEnvironment({ PORT: '', CUADRE_PUBLIC_URL: '' }).port).toBe(3000);
});

it('takes what is said, without the last slash of an address', () => {
  const settings = readEnvironment({
    CUADRE_DATABASE_URL: 'postgres://ana@localhost/cuadre',
    PORT: '8080',
    CUADRE_PUBLIC_URL: 'https://cuadre.ejemplo.es/',
    CUADRE_OFFICE_JS: 'local',
  });
  expect(settings).toMatchObject({
    databaseUrl: 'postgres://ana@localhost/cuadre',
    port: 8080,
    publicUrl: 'https://cuadre.ejemplo.es',
    officeJs: 'local',
  });
});

it.each<[string, string]>([
  ['CUADRE_DATABASE_URL', 'mysql://x'],
  ['CUADRE_DATABASE_URL', 'sqlite:'],
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['CUADRE_PUBLIC_URL', 'cuadre.ejemplo.es'],
  ['CUADRE_PUBLIC_URL', 'ftp://cuadre.ejemplo.es'],
  ['CUADRE_PUBLIC_URL', 'http://cuadre.ejemplo.es'],
  ['CUADRE_PUBLIC_URL', 'http://10.0.0.7:3000'],
  ['CUADRE_PUBLIC_URL', 'https://ejemplo.es/cuadre'],
  ['CUADRE_PUBLIC_URL', 'https://ana:clave@ejemplo.es'],
  ['CUADRE_PUBLIC_URL', 'https://ejemplo.es?x=1'],
  ['CUADRE_OFFICE_JS', 'internet'],
  ['CUADRE_LOG_LEVEL', 'mucho'],
  ['CUADRE_TRUSTED_PROXIES', 'todos'],
  ['CUADRE_TRUSTED_PROXIES', '10.0.0.0/99'],
])('refuses %s=%s by its name, in Spanish', (name, value) => {
  const read = () => readEnvironment({ [name]: value });
  expect(read).toThrow('La configuración no es válida');
  expect(read).toThrow(name);
  expect(read).not.toThrow(/Invalid|expected/);
});

it.each([
  ['https://cuadre.ejemplo.es/', 'https://cuadre.ejemplo.es'],
  ['https://10.0.0.7:8443', 'https://10.0.0.7:8443'],
  ['https://[2001:db8::7]', 'https://[2001:db8::7]'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('Excel may be told %s', (said, publicUrl) => {
  expect(readEnvironment({ CUADRE_PUBLIC_URL: said })).toMatchObject({ publicUrl });
});

it('says why an http address is refused', () => {
  expect(() => readEnvironment({ CUADRE_PUBLIC_URL: 'http://cuadre.ejemplo.es' })).toThrow(
    'CUADRE_PUBLIC_URL: Excel solo carga complementos por https',
  );
});

it('names every wrong setting at once', () => {
  expect(() => readEnvironment({ PORT: 'x', CUADRE_OFFICE_JS: 'x' })).toThrow(
    /PORT.*\n.*CUADRE_OFFICE_JS/,
  );
});

it('wants certificate and key together', () => {
  expect(() => readEnvironment({ CUADRE_TLS_CERT: 'cert.pem' })).toThrow('van juntas');
});
