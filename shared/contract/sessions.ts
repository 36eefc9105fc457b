// Signing in and out, and what the signed-in user may open.
import * as z from 'zod';
import { instantSchema } from './common.ts';
import { wordings } from './wordings.ts';

/** Roles of a user in a company (invariant 6). */
export const roles = ['administrador', 'contador', 'auditor', 'consulta'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const signInSchema = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024).register(wordings, { is: 'la contraseña', isSecret: true }),
});

export const accessibleCompanySchema = z.object({
  code: z.string(),
  name: z.string(),
  profile: z.string(),
  currency: z.string(),
  role: roleSchema,
});
export type AccessibleCompany = z.infer<typeof accessibleCompanySchema>;

export const sessionSchema = z.object({
  user: z.object({ email: z.string(), name: z.string() }),
  companies: z.array(accessibleCompanySchema),
  /** When the session ends if nothing renews it; using it renews it up to the absolute limit. */
  expiresAt: instantSchema,
});
export type Session = z.infer<typeof sessionSchema>;

export const newSessionSchema = sessionSchema.extend({
  /** Sent as `Authorization: Bearer …`; shown only this once. */
  token: z.string(),
});
export type NewSession = z.infer<typeof newSessionSchema>;
