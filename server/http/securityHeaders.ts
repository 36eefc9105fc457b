// Headers of every answer: what a page may load, and who may show it in a frame (architecture.md «Security floor»).
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './routing.ts';

/** Office shows the pane in a frame from these origins. */
const officeOrigins = [
  'https://*.officeapps.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.microsoft.com',
  'https://*.sharepoint.com',
  'https://*.cloud.microsoft',
];

/** Fluent and the grid write styles at run time, hence 'unsafe-inline' for styles only. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' https://appsforoffice.microsoft.com",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' https://*.office.com https://*.officeapps.live.com https://*.microsoft.com",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  `frame-ancestors 'self' ${officeOrigins.join(' ')}`,
].join('; ');

export function securityHeaders(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    // Before the answer is made: a header set afterwards makes Hono copy the whole answer, each time.
    c.header('content-security-policy', contentSecurityPolicy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-resource-policy', 'cross-origin');
    if (c.req.path.startsWith('/v1/')) c.header('cache-control', 'no-store');
    await next();
  };
}
