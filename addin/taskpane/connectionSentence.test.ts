// The bar on top must never say that figures are live when they are not.
import { describe, expect, it } from 'vitest';
import type { AddinSnapshot, ConnectionState, FiguresState } from '../state/addinState.ts';
import { describeConnection, describeLastSync } from './connectionSentence.ts';

const now = new Date(2025, 2, 31, 11, 0);
const at1032 = new Date(2025, 2, 31, 10, 32);
const signedIn: AddinSnapshot['session'] = {
  kind: 'signed-in',
  user: { email: 'ana@ruiz.es', name: 'Ana Ruiz' },
  companies: [],
};
const upToDate: FiguresState = {
  subscriptions: 3,
  ledgerVersion: 7,
  lastSyncAt: at1032,
  staleSince: null,
};

function describeIt(
  state: ConnectionState['state'],
  figures: Partial<FiguresState> = {},
  session: AddinSnapshot['session'] = signedIn,
) {
  return describeConnection(
    { session, connection: { state, since: at1032 }, figures: { ...upToDate, ...figures } },
    now,
  );
}

describe('the connection sentence', () => {
  it('says that the figures are live only when connected and up to date', () => {
    expect(describeIt('online')).toEqual({ tone: 'good', sentence: 'En línea · al día' });
    expect(describeIt('online', { staleSince: at1032 }).tone).toBe('waiting');
  });

  it('S01 says since when there is no connection, and that values stay', () => {
    expect(describeIt('offline')).toEqual({
      tone: 'stale',
      sentence: 'Sin conexión desde 10:32 · se conservan los valores',
    });
  });

  it('adds the day when the connection was lost on another one', () => {
    const { sentence } = describeConnection(
      { session: signedIn, connection: { state: 'offline', since: at1032 }, figures: upToDate },
      new Date(2025, 3, 1, 9, 0),
    );
    expect(sentence).toContain('desde 31/03/2025 10:32');
  });

  it('puts an expired session before the state of the line', () => {
    const expired = { kind: 'expired', since: at1032, email: 'ana@ruiz.es' } as const;
    expect(describeIt('online', {}, expired).sentence).toBe(
      'Sesión terminada desde 10:32 · se conservan los valores',
    );
  });

  it('says when figures were last checked, or that none was asked for', () => {
    expect(describeLastSync(upToDate, now)).toBe('Comprobado a las 10:32');
    expect(describeLastSync({ ...upToDate, lastSyncAt: null }, now)).toBe(
      'Ninguna hoja los ha pedido todavía',
    );
  });
});
