// Settings come from the environment, are checked at start, and are listed in the README.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { nearestName } from './nearestName.ts';
import { addressProblem } from './publicAddress.ts';
import { explainSystemError } from './systemError.ts';
import { readTrustedProxies, type TrustedProxies } from './trustedProxies.ts';

// What is wrong with a setting is told in Spanish.
z.config(z.locales.es());

const wantedPort = 'se espera un número de 0 a 65535';

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `se espera ${words.join(' o ')}` });

export const databaseAddress = /^(sqlite:.+|postgres(ql)?:\/\/.+)$/;

const environmentSchema = z.object({
  CUADRE_DATABASE_URL: z
    .string()
    .regex(databaseAddress, 'usa sqlite:RUTA o postgres://…')
    .optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, wantedPort)
    .transform(Number)
    .refine((port) => port <= 65_535, wantedPort)
    .default(3000),
  CUADRE_HOST: z.string().min(1).default('127.0.0.1'),
  CUADRE_PUBLIC_URL: z
    .string()
    .transform((address) => address.replace(/\/+$/, ''))
    .superRefine((address, context) => {
      const message = addressProblem(address);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  // Microsoft supports its own delivery network alone (docs/excel.md); closed networks cannot reach it.
  CUADRE_OFFICE_JS: oneOf(['local', 'cdn']).default('cdn'),
  CUADRE_TLS_CERT: z.string().optional(),
  CUADRE_TLS_KEY: z.string().optional(),
  CUADRE_LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  CUADRE_METRICS_TOKEN: z.string().min(16, 'lleva al menos 16 caracteres').optional(),
  CUADRE_TRUSTED_PROXIES: z
    .string()
    .default('0')
    .transform((text, context) => {
      const proxies = readTrustedProxies(text);
      if (proxies) return proxies;
      const message =
        'lleva cuántos proxies hay delante (1) o sus direcciones (10.0.0.0/8, 192.168.1.7)';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
});

export interface Environment {
  databaseUrl: string;
  /** Nobody said which database. */
  isDefaultDatabase: boolean;
  port: number;
  host: string;
  /** Where clients reach the server; null: the address it listens on. */
  publicUrl: string | null;
  officeJs: 'local' | 'cdn';
  tls: { cert: Buffer; key: Buffer } | null;
  logLevel: string;
  /** Who has it may read /metrics from anywhere; null: only this machine may. */
  metricsToken: string | null;
  /** Whose word about the client's address is taken. */
  trustedProxies: TrustedProxies;
}

/** @throws an Error that names every wrong variable */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error(`La configuración no es válida:\n${lines.join('\n')}`);
  }
  const settings = parsed.data;
  const { CUADRE_TLS_CERT: cert, CUADRE_TLS_KEY: key } = settings;
  if ((cert === undefined) !== (key === undefined)) {
    throw new Error('CUADRE_TLS_CERT y CUADRE_TLS_KEY van juntas.');
  }
  return {
    databaseUrl: settings.CUADRE_DATABASE_URL ?? 'sqlite:./data/cuadre.db',
    isDefaultDatabase: settings.CUADRE_DATABASE_URL === undefined,
    port: settings.PORT,
    host: settings.CUADRE_HOST,
    publicUrl: settings.CUADRE_PUBLIC_URL ?? null,
    officeJs: settings.CUADRE_OFFICE_JS,
    tls:
      cert && key
        ? { cert: readSetting('CUADRE_TLS_CERT', cert), key: readSetting('CUADRE_TLS_KEY', key) }
        : null,
    logLevel: settings.CUADRE_LOG_LEVEL,
    metricsToken: settings.CUADRE_METRICS_TOKEN ?? null,
    trustedProxies: settings.CUADRE_TRUSTED_PROXIES,
  };
}

function readSetting(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason = explainSystemError(cause, file) ?? `${file}: no se puede leer.`;
    throw new Error(`${name}: ${reason}`, { cause });
  }
}

/** Those of the tests and of the tools. */
const otherSettings = /^CUADRE_(CHROMIUM|GALLERY|SCREENSHOTS|SEED|TEST_\w+)$/;

/** What is set and means nothing, which is a misspelt setting as a rule; in Spanish. */
export function listUnknownSettings(variables: NodeJS.ProcessEnv): string[] {
  const known = Object.keys(environmentSchema.shape);
  return Object.keys(variables)
    .filter((name) => name.startsWith('CUADRE_'))
    .filter((name) => !known.includes(name) && !otherSettings.test(name))
    .map((name) => {
      const meant = nearestName(name, known);
      const offer = meant === undefined ? '' : ` ¿Quiso decir ${meant}?`;
      return `${name} no es un ajuste de Cuadre y no se usa.${offer}`;
    });
}
