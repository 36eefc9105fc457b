// One line of JSON per request: who asked for what, how it went and how long it took. Never tokens, passwords,
// addresses with their query, or bodies.
import type { Logger } from 'pino';
import type { AnsweredRoute } from './serverMetrics.ts';

interface LoggedRequest extends AnsweredRoute {
  requestId: string;
  company?: string;
  userId?: number;
}

/** Whoever watches the server asks these all day long. */
const quietRoutes = new Set(['/healthz', '/readyz', '/metrics']);

export function logRequestWith(logger: Logger): (request: LoggedRequest) => void {
  return (request) => {
    const { status, route, milliseconds } = request;
    const level = status >= 500 ? 'error' : quietRoutes.has(route) ? 'debug' : 'info';
    if (!logger.isLevelEnabled(level)) return;
    const { method, requestId, company, userId } = request;
    const ms = Math.round(milliseconds * 100) / 100;
    logger[level]({ requestId, method, route, status, ms, company, userId }, 'petición');
  };
}
