import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '@rotunda/platform/viewer';
import type { GraphAnswer } from '../answer-known.ts';
import { type CacheableAnswer, cacheHeaders, isKnown } from './cache-headers.ts';

/** What becomes of an answer that may turn out to be for everyone. */
export interface Sharing {
  /** To be called where the operation turns out to be cacheable, with its answer. */
  readonly markCacheable: (answer: CacheableAnswer) => void;
  /** Sends the answer as caches may share it; false where they may not, and nothing was sent. */
  respond(request: IncomingMessage, response: ServerResponse, answer: GraphAnswer): boolean;
}

/** Requests for something about the answer that is this caller's alone. */
const ownHeaders = ['authorization', 'x-audit-receipt', 'x-preview'];

/** Sharing for a GET of a stored document by nobody in particular; undefined for every other request. */
export function startSharing(
  { method, headers }: IncomingMessage,
  asked: { readonly isStored: boolean; readonly viewer: Viewer },
): Sharing | undefined {
  if (method !== 'GET' || !asked.isStored || asked.viewer.authenticated) return undefined;
  if (ownHeaders.some((name) => headers[name] !== undefined)) return undefined;
  let cacheable: CacheableAnswer | undefined;

  return {
    markCacheable: (answer) => void (cacheable = answer),
    respond(request, response, answer) {
      const shared = cacheable && answer.status === 200 ? cacheHeaders(cacheable, answer.body) : undefined;
      if (!shared || response.destroyed) return false;
      const isNotModified = isKnown(request.headers['if-none-match'], shared.etag);
      const headers = { ...answer.headers, ...shared, 'x-content-type-options': 'nosniff' };
      if (isNotModified) response.writeHead(304, { ...shared }).end();
      else
        response
          .writeHead(200, { ...headers, 'content-length': Buffer.byteLength(answer.body) })
          .end(answer.body);
      return true;
    },
  };
}
