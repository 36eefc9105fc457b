// The connection in one sentence, for the bar on top: is what the cells show the truth of now?
import type { AddinSnapshot } from '../state/addinState.ts';
import { sayMoment, sayMomentInSentence } from './moments.ts';

/** good: live · waiting: on its way · stale: values kept, no news. Shown with an icon, never by colour alone. */
export type ConnectionTone = 'good' | 'waiting' | 'stale';

export interface ConnectionSentence {
  tone: ConnectionTone;
  sentence: string;
}

export function describeConnection(
  snapshot: Pick<AddinSnapshot, 'session' | 'connection' | 'figures'>,
  now: Date,
): ConnectionSentence {
  const { session, connection, figures } = snapshot;
  if (session.kind === 'expired') {
    const since = sayMoment(session.since, now);
    return stale(`Sesión terminada desde ${since} · se conservan los valores`);
  }
  if (connection.state === 'offline') {
    const since = sayMoment(connection.since, now);
    return stale(`Sin conexión desde ${since} · se conservan los valores`);
  }
  if (connection.state === 'signed-out') return stale('Sin sesión');
  if (connection.state === 'connecting') return { tone: 'waiting', sentence: 'Conectando…' };
  if (figures.staleSince) return { tone: 'waiting', sentence: 'En línea · actualizando saldos…' };
  return { tone: 'good', sentence: 'En línea · al día' };
}

/** When the figures were last known to be right: «Saldos comprobados a las 10:32». */
export function describeLastSync(figures: AddinSnapshot['figures'], now: Date): string {
  if (!figures.lastSyncAt) return 'Ninguna hoja los ha pedido todavía';
  return `Comprobado ${sayMomentInSentence(figures.lastSyncAt, now)}`;
}

function stale(sentence: string): ConnectionSentence {
  return { tone: 'stale', sentence };
}
