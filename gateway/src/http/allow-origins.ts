import type { IncomingMessage, ServerResponse } from 'node:http';

const preflightSeconds = '600';
const allowedHeaders = [
  'accept',
  'apollo-require-preflight',
  'authorization',
  'content-type',
  'dpop',
  'if-none-match',
  'last-event-id',
  'x-audit-receipt',
  'x-preview',
  'x-purpose-of-use',
];
const exposedHeaders = [
  'etag',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
  'x-request-id',
];

/**
 * Lets pages of listed origins read answers, without cookies; pages of all other origins can not. Gives true where the request was only
 * the question whether they may, and is answered. Source: Fetch standard, section 3.2.
 */
export function createOriginGuard(
  origins: readonly string[],
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const allowed = new Set(origins);
  return ({ method, headers }, response) => {
    const { origin } = headers;
    if (origin === undefined || !allowed.has(origin)) return false;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', exposedHeaders.join(', '));
    response.setHeader('vary', 'origin');
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', allowedHeaders.join(', '));
    response.setHeader('access-control-max-age', preflightSeconds);
    response.writeHead(204).end();
    return true;
  };
}
