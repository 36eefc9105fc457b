// Headers of every answer: what a page may load, and who may show it in a frame (architecture.md «Security floor»).
import type { Context } from 'hono';
import type { AppEnv } from './routing.ts';

/**
 * Where Excel on the web shows the pane: its own frame and every page around that frame. Microsoft lists no
 * origins for add-ins; these are those of «Microsoft 365 URLs and IP address ranges» that show documents (IDs 12,
 * 31, 46, 53, 71 and the unified domain) and those that its engineers and users name in office-js 3342 (OneDrive)
 * and office-js-docs-pr 4911 (excel.cloud.microsoft, SharePoint).
 */
const officeOrigins = [
  'https://*.officeapps.live.com',
  'https://officeapps.live.com',
  'https://office.live.com',
  'https://onedrive.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft.com',
  'https://*.sharepoint.com',
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

/** An answer of the API is no page: it loads nothing, and nobody shows it in a frame. */
const apiSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

const strictTransport = 'max-age=31536000';

/** What an answer of the API carries: nobody keeps it. Written out, since spreading costs at every request. */
export function apiHeaders(c: Context<AppEnv>): Record<string, string> {
  const headers: Record<string, string> = {
    'content-security-policy': apiSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-store',
    'x-request-id': c.get('requestId'),
  };
  if (c.get('isKeptToHttps')) headers['strict-transport-security'] = strictTransport;
  return headers;
}

/** What a page or a file carries; how long it is kept is its own affair. */
export function pageHeaders(c: Context<AppEnv>): Record<string, string> {
  const headers: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'cross-origin',
    'x-request-id': c.get('requestId'),
  };
  if (c.get('isKeptToHttps')) headers['strict-transport-security'] = strictTransport;
  return headers;
}

/** For answers that Hono builds. Before they are made: a header set afterwards makes Hono copy the whole answer. */
export function setHeaders(c: Context<AppEnv>, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
}
