// The session on this computer: the token and what is shown of it while the server cannot be asked.
import { z } from 'zod';
import { sessionSchema, type Session } from '../../shared/contract/sessions.ts';
import type { KeyValueStorage } from './keyValueStorage.ts';

const storageName = 'cuadre.session';
const storedSchema = sessionSchema.extend({ token: z.string() });
export type StoredSession = z.output<typeof storedSchema>;

export interface SessionStorage {
  /** What every request sends; null when signed out. */
  readToken: () => string | null;
  read: () => StoredSession | null;
  write: (session: Session & { token: string }) => void;
  clear: () => void;
}

export function createSessionStorage(storage: KeyValueStorage): SessionStorage {
  let current = parse(storage.get(storageName));
  return {
    readToken: () => current?.token ?? null,
    read: () => current,
    write({ token, user, companies, expiresAt }) {
      current = { token, user, companies, expiresAt };
      storage.set(storageName, JSON.stringify(current));
    },
    clear() {
      current = null;
      storage.remove(storageName);
    },
  };
}

function parse(text: string | null): StoredSession | null {
  if (text === null) return null;
  try {
    const parsed = storedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
