// Browsers that were here once by https come by https (RFC 6797): pages, files and the API alike. A developer's own
// machine is left alone, where other servers share the name.
import type { MiddlewareHandler } from 'hono';
import { isLoopbackAddress } from '../publicAddress.ts';
import type { AppEnv } from './routing.ts';

/** @param publicUrl where the server is reached; null: as the request says */
export function keepToHttps(publicUrl: string | null): MiddlewareHandler<AppEnv> {
  const isKept = (address: string) => address.startsWith('https:') && !isLoopbackAddress(address);
  const always = publicUrl === null ? null : isKept(publicUrl);
  return async (c, next) => {
    if (always ?? isKept(originOf(c.req.url))) c.set('isKeptToHttps', true);
    await next();
  };
}

/** Without making a URL of it: this is asked at every request. */
function originOf(url: string): string {
  return url.slice(0, url.indexOf('/', 8));
}
