// Creating users and giving them a role in a company.
import type { Role } from '../../shared/contract/sessions.ts';
import { reject } from '../../shared/rejection.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { advisedCost, hashPassword, minPasswordLength, type PasswordCost } from './passwords.ts';
import { findUserByEmail, insertUser, setRole, updatePassword } from './users.store.ts';

export interface NewUser {
  email: string;
  name: string;
  password: string;
  isOperator?: boolean;
}

/**
 * Creates a user.
 * @returns its id
 * @throws Refusal `email-invalid`, `password-too-short`, `user-duplicate`
 */
export async function createUser(
  engine: Engine,
  clock: Clock,
  user: NewUser,
  cost: PasswordCost = advisedCost,
): Promise<number> {
  const email = assertNewUser(user);
  const passwordHash = await hashPassword(user.password, cost);
  return engine.write(async (tx) => {
    await tx.holdName('users');
    if (await findUserByEmail(tx, email)) {
      throw new Refusal('conflict', reject('user-duplicate', { email }, { field: 'email' }));
    }
    const name = user.name.trim() || email;
    const createdAt = clock.now().toISOString();
    return insertUser(tx, {
      email,
      name,
      passwordHash,
      isOperator: user.isOperator ?? false,
      createdAt,
    });
  });
}

/**
 * What can be told without any database.
 * @returns the address as it is kept
 * @throws Refusal `email-invalid`, `password-too-short`
 */
export function assertNewUser(user: Pick<NewUser, 'email' | 'password'>): string {
  const email = user.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    throw new Refusal('invalid', reject('email-invalid', { email }, { field: 'email' }));
  }
  assertPassword(user.password);
  return email;
}

/** Changes a password and ends every session of that user. */
export async function changePassword(
  engine: Engine,
  email: string,
  password: string,
  cost: PasswordCost = advisedCost,
): Promise<void> {
  assertPassword(password);
  const passwordHash = await hashPassword(password, cost);
  await engine.write(async (tx) => {
    const user = await findUserByEmail(tx, email.trim().toLowerCase());
    if (!user)
      throw new Refusal('not-found', reject('user-unknown', { email }, { field: 'email' }));
    await updatePassword(tx, user.id, passwordHash);
  });
}

/** Gives a user a role in a company; a second call changes it. */
export async function grantRole(
  engine: Engine,
  companyId: number,
  email: string,
  role: Role,
): Promise<void> {
  await engine.write(async (tx) => {
    const user = await findUserByEmail(tx, email.trim().toLowerCase());
    if (!user)
      throw new Refusal('not-found', reject('user-unknown', { email }, { field: 'email' }));
    await setRole(tx, companyId, user, role);
  });
}

function assertPassword(password: string): void {
  if (password.length < minPasswordLength) {
    throw new Refusal(
      'invalid',
      reject('password-too-short', { min: minPasswordLength }, { field: 'password' }),
    );
  }
}
