import {
  type JWTVerifyGetKey,
  type JSONWebKeySet,
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
} from 'jose';
import { AccessRefused } from './access-token-problem.ts';

/** Gives the public key for a token's header. */
export type KeySource = JWTVerifyGetKey;

/** A flood of tokens with made-up key ids asks the issuer at most this often. */
const cooldownMs = 30_000;
const fetchTimeoutMs = 5_000;
const keysLiveMs = 10 * 60_000;

/**
 * The keys of an issuer, given or fetched. Fetched keys are kept ten minutes; an unknown key id fetches again, at most every
 * 30 s. Refuses an address that is neither HTTPS nor loopback; an issuer that does not answer is no fault of the token (503).
 */
export function openKeySource(keys: JSONWebKeySet | URL): KeySource {
  if (!(keys instanceof URL)) return createLocalJWKSet(keys);
  if (keys.protocol !== 'https:' && !isLoopback(keys)) {
    throw new Error(`The keys of an issuer must be fetched over HTTPS, not from ${keys.origin}.`);
  }
  const remote = createRemoteJWKSet(keys, {
    cooldownDuration: cooldownMs,
    timeoutDuration: fetchTimeoutMs,
    cacheMaxAge: keysLiveMs,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
        throw cause;
      const sentence =
        'The issuer of the token cannot be asked for its keys at the moment: try again shortly.';
      throw new AccessRefused({ status: 503, sentence }, cause);
    }
  };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
