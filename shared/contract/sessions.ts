// Signing in and out, and what the signed-in user may open.
import * as z from 'zod';
import { instantSchema } from './common.ts';
import { wordings } from './wordings.ts';

/** Roles of a user in a company (invariant 6). */
export const roles = ['administrador', 'contador', 'auditor', 'consulta'] as const;
export const roleSchema = z.enum(roles).meta({
  id: 'Role',
  description:
    'Papel en la empresa: «administrador» y «contador» registran; «auditor» y «consulta» solo leen.',
});
export type Role = z.infer<typeof roleSchema>;

export const signInSchema = z
  .strictObject({
    email: z.string().min(1).max(254).meta({ example: 'ana@ejemplo.es' }),
    password: z
      .string()
      .min(1)
      .max(1024)
      .meta({ format: 'password' })
      .register(wordings, { is: 'la contraseña', isSecret: true }),
  })
  .meta({ id: 'SignIn', description: 'Con qué se entra.' });

export const accessibleCompanySchema = z
  .object({
    code: z.string().describe('El código que va en las direcciones.'),
    name: z.string(),
    profile: z.string().describe('País: ES, CO o VE.'),
    currency: z.string().describe('Moneda, ISO 4217.'),
    role: roleSchema,
  })
  .meta({ id: 'AccessibleCompany', description: 'Una empresa en la que el usuario tiene papel.' });
export type AccessibleCompany = z.infer<typeof accessibleCompanySchema>;

export const sessionSchema = z
  .object({
    user: z.object({ email: z.string(), name: z.string() }).describe('Quién ha entrado.'),
    companies: z.array(accessibleCompanySchema).describe('A qué empresas llega.'),
    expiresAt: instantSchema.describe(
      'Cuándo termina la sesión si nadie la usa; usarla la alarga hasta un límite.',
    ),
  })
  .meta({ id: 'Session', description: 'La sesión en curso.' });
export type Session = z.infer<typeof sessionSchema>;

export const newSessionSchema = sessionSchema
  .extend({
    token: z
      .string()
      .describe('La credencial: va en `Authorization: Bearer …`. Solo se muestra esta vez.'),
  })
  .meta({ id: 'NewSession', description: 'Una sesión recién abierta, con su credencial.' });
export type NewSession = z.infer<typeof newSessionSchema>;
