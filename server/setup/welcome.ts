// What whoever starts a server reads: where it is, how to come in, and what is still missing for Excel.
import type { Environment } from '../environment.ts';
import { demoLogin } from './demoCompany.ts';

export const administratorEmail = 'admin@cuadre.local';

export interface Welcome {
  url: string;
  isDemo: boolean;
  /** Of the administrator, when it was made now. */
  firstPassword: string | null;
}

export function listWelcome(
  { url, isDemo, firstPassword }: Welcome,
  environment: Environment,
): string[] {
  const lines = ['', `  Cuadre está en  ${url}`];
  if (isDemo) lines.push(...sayLogin('Usuario       ', demoLogin.email, demoLogin.password));
  if (firstPassword !== null) {
    lines.push(
      ...sayLogin(
        'Administrador ',
        administratorEmail,
        `${firstPassword}  (solo se muestra esta vez)`,
      ),
      `  Cámbiela antes de dar acceso a nadie: cuadre user password --email ${administratorEmail}`,
    );
  }
  if (!isDemo && !isForExcel(url, environment)) {
    lines.push(
      '  Excel solo carga complementos por https: diga la dirección que verá con CUADRE_PUBLIC_URL=https://…',
      '  o dé un certificado con CUADRE_TLS_CERT y CUADRE_TLS_KEY (docs/excel.md).',
    );
  }
  return [...lines, ''];
}

function sayLogin(who: string, email: string, password: string): string[] {
  return [`  ${who}  ${email}`, `  Contraseña      ${password}`];
}

function isForExcel(url: string, { publicUrl }: Environment): boolean {
  return (publicUrl ?? url).startsWith('https:');
}
