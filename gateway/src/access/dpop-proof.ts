import { createHash } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import { EmbeddedJWK, type JWTPayload, calculateJwkThumbprint, errors, jwtVerify } from 'jose';
import { AccessRefused } from './access-token-problem.ts';
import { repeatedMemberOf } from './repeated-member.ts';
import { createReplayCache } from './replay-cache.ts';

/** What a proof must be about. */
export interface ProvenRequest {
  readonly token: string;
  /** `cnf.jkt` of the token. */
  readonly keyThumbprint: string;
  readonly method: string;
  /** The address that was asked, without query and fragment. */
  readonly address: string;
}

export type VerifyDpopProof = (proof: string | string[] | undefined, request: ProvenRequest) => Promise<void>;

export const dpopAlgorithms = ['ES256', 'PS256', 'RS256'];
const proofCharacters = 4_096;
const proofLivesSeconds = 60;
const clockToleranceSeconds = 5;
/** At 2,000 requests a second a minute of proofs. */
const proofsRemembered = 120_000;

/**
 * Verifies that the sender of a request holds the key to which its token is bound. Throws `AccessRefused` (401) for a proof that is missing,
 * old, used before, or about another key, token, method or address. Source: RFC 9449, section 4.3.
 */
export function createDpopVerifier(clock: Clock): VerifyDpopProof {
  const keptMs = (proofLivesSeconds + 2 * clockToleranceSeconds) * 1_000;
  const used = createReplayCache({ keys: proofsRemembered, keptMs });

  return async (proof, request) => {
    if (proof === undefined)
      throw refused('The token is bound to a key: send a DPoP proof with it.', 'invalid_token');
    if (typeof proof !== 'string' || proof.length > proofCharacters) throw refused('Send one DPoP proof.');
    const now = clock.now();
    const { payload, thumbprint } = await verifySignature(proof, now);
    if (thumbprint !== request.keyThumbprint)
      throw refused('The DPoP proof is of another key.', 'invalid_token');
    if (payload['htm'] !== request.method) throw refused('The DPoP proof is for another method.');
    if (addressOf(payload['htu']) !== addressOf(request.address))
      throw refused('The DPoP proof is for another address.');
    if (payload['ath'] !== digestOf(request.token)) throw refused('The DPoP proof is for another token.');
    refuseReplay(used.use(digestOf(`${thumbprint} ${payload.jti}`), now.getTime()));
  };
}

async function verifySignature(proof: string, now: Date) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: dpopAlgorithms,
      requiredClaims: ['jti', 'htm', 'htu', 'iat', 'ath'],
      maxTokenAge: proofLivesSeconds,
      clockTolerance: clockToleranceSeconds,
      currentDate: now,
    });
    const { jwk } = protectedHeader;
    if (repeatedMemberOf(proof) !== undefined) throw refused('The DPoP proof says something twice.');
    if (!jwk || !isText(payload.jti)) throw refused('The DPoP proof has no key or no identifier.');
    return { payload: payload satisfies JWTPayload, thumbprint: await calculateJwkThumbprint(jwk) };
  } catch (cause) {
    if (cause instanceof AccessRefused) throw cause;
    throw refused(sentenceFor(cause), 'invalid_dpop_proof', cause);
  }
}

function sentenceFor(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return 'The DPoP proof is too old: make one for each request.';
  if (cause instanceof errors.JWTClaimValidationFailed) {
    if (cause.reason === 'missing') return `The DPoP proof lacks ${cause.claim}.`;
    if (cause.claim === 'iat') return 'The DPoP proof is from the future: set the clock that made it.';
  }
  return `The DPoP proof is not a JWT of type dpop+jwt, signed with ${dpopAlgorithms.join(', ')} by the key in its header.`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function refuseReplay(use: 'fresh' | 'replayed' | 'full'): void {
  if (use === 'replayed') throw refused('The DPoP proof was used before.');
  if (use === 'full') {
    throw new AccessRefused({
      status: 503,
      sentence: 'Too many DPoP proofs at the moment: try again shortly.',
    });
  }
}

/** Scheme, host and path, normalised; undefined for what is no address. */
function addressOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { origin, pathname } = new URL(value);
  return `${origin}${pathname}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function refused(
  sentence: string,
  error: 'invalid_token' | 'invalid_dpop_proof' = 'invalid_dpop_proof',
  cause?: unknown,
): AccessRefused {
  return new AccessRefused({ status: 401, scheme: 'DPoP', error, sentence }, cause);
}
