import { createHash } from 'node:crypto';

/** An answer that caches may share. */
export interface CacheableAnswer {
  readonly maxAgeSeconds: number;
  readonly surrogateKeys: readonly string[];
}

/** A type alias, so that it also counts as a record of headers. */
export type CacheHeaders = Readonly<Record<'cache-control' | 'etag' | 'surrogate-key' | 'vary', string>>;

/** More would not fit into a header that every cache takes. */
const surrogateKeyBytes = 8 * 1024;

/** Wings word some values in the caller's language; the rest decides who asks and in what form the answer comes. */
const vary = 'accept, accept-language, authorization, origin, x-purpose-of-use';

/**
 * The headers of an answer that caches may share: age, what it is purged by, and a strong validator of its bytes. Undefined where it holds
 * more entities than it could be purged by. Source: RFC 9110, section 8.8.3; RFC 9111, section 5.2.2.
 */
export function cacheHeaders(
  { maxAgeSeconds, surrogateKeys }: CacheableAnswer,
  body: string,
): CacheHeaders | undefined {
  const keys = surrogateKeys.join(' ');
  if (keys.length > surrogateKeyBytes) return undefined;
  return {
    'cache-control': `public, max-age=${maxAgeSeconds}`,
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    'surrogate-key': keys,
    vary,
  };
}

/** Whether a client has these very bytes already. Source: RFC 9110, section 13.1.2, which compares weakly. */
export function isKnown(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
