import type { Clock } from '@rotunda/platform/clock';
import { type JWTPayload, decodeJwt, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { AccessRefused, invalidToken } from './access-token-problem.ts';
import { type KeySource, openKeySource } from './key-source.ts';
import { repeatedMemberOf } from './repeated-member.ts';
import { type TokenBinding, readBinding } from './token-binding.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** What a verified access token says of its bearer. */
export interface AccessGrant {
  readonly subject: string;
  readonly agency: string | undefined;
  readonly scopes: ReadonlySet<string>;
  readonly purposes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** What its bearer must prove besides; undefined for a token that anybody may bear. */
  readonly binding: TokenBinding | undefined;
  /** End of the token, in epoch milliseconds. */
  readonly expiresAt: number;
}

export interface AccessTokenVerifier {
  /** The grant of a token that was verified before and has not expired. */
  known(token: string): AccessGrant | undefined;
  /** The grant of an access token. Throws `AccessRefused` with what is wrong with it. */
  verify(token: string): Promise<AccessGrant>;
}

const algorithms = ['ES256', 'RS256', 'PS256'];
const requiredClaims = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];
const clockToleranceSeconds = 5;
const tokenCharacters = 8_192;
const tokensKept = 20_000;

/** Verifies access tokens of several issuers. A token that was verified once is known until it expires. Source: RFC 9068, section 4. */
export function createAccessTokenVerifier(
  issuers: readonly TrustedIssuer[],
  clock: Clock,
): AccessTokenVerifier {
  const trusted = new Map(
    issuers.map(({ issuer, audience, keys }) => [issuer, { issuer, audience, keys: openKeySource(keys) }]),
  );
  const verified = new LRUCache<string, { readonly grant: AccessGrant; readonly expiresAt: number }>({
    max: tokensKept,
  });

  function known(token: string): AccessGrant | undefined {
    const found = verified.get(token);
    return found && found.expiresAt > clock.now().getTime() ? found.grant : undefined;
  }

  return {
    known,
    async verify(token) {
      if (token.length > tokenCharacters) throw invalidToken('The token is longer than 8 KiB.');
      const now = clock.now();
      const verifiedBefore = known(token);
      if (verifiedBefore) return verifiedBefore;

      const issuer = trusted.get(issuerOf(token));
      if (!issuer) throw invalidToken('The issuer of the token is not trusted here.');
      const payload = await verifySignature(token, issuer, now);
      const grant = grantOf(payload);
      verified.set(token, { grant, expiresAt: Number(payload.exp) * 1000 });
      return grant;
    },
  };
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (cause) {
    throw invalidToken('The token is not a JWT.', cause);
  }
}

async function verifySignature(
  token: string,
  trusted: { readonly issuer: string; readonly audience: string; readonly keys: KeySource },
  currentDate: Date,
): Promise<JWTPayload> {
  const { issuer, audience, keys } = trusted;
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      requiredClaims,
      typ: 'at+jwt',
      clockTolerance: clockToleranceSeconds,
      currentDate,
    });
    if (repeatedMemberOf(token) !== undefined) throw invalidToken('The token says something twice.');
    return payload;
  } catch (cause) {
    throw refusalOf(cause);
  }
}

function refusalOf(cause: unknown): AccessRefused {
  if (cause instanceof AccessRefused) return cause;
  if (cause instanceof errors.JWTExpired) return invalidToken('The token has expired.', cause);
  if (cause instanceof errors.JWTClaimValidationFailed) {
    return invalidToken(sentenceFor(cause), cause);
  }
  if (cause instanceof errors.JOSEAlgNotAllowed) {
    return invalidToken('The token is not signed with ES256, RS256 or PS256.', cause);
  }
  if (cause instanceof errors.JWKSNoMatchingKey) {
    return invalidToken('The issuer does not know the key that signed the token.', cause);
  }
  return invalidToken('The signature of the token is not valid.', cause);
}

function sentenceFor({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === 'missing') return `The token lacks the claim ${claim}, which RFC 9068 requires.`;
  return claimSentences[claim] ?? `The claim ${claim} of the token is not valid.`;
}

const claimSentences: Readonly<Record<string, string>> = {
  aud: 'The token is meant for another audience.',
  iss: 'The issuer of the token is not trusted here.',
  nbf: 'The token is not valid yet.',
  typ: 'The token is not an access token (its type must be at+jwt).',
};

/** A claim of another kind is refused, not left out: whoever maps claims at the issuer would look for the reason elsewhere. */
function grantOf(payload: JWTPayload): AccessGrant {
  const { sub, cnf } = payload;
  if (typeof sub !== 'string' || sub === '') throw invalidToken('The token names no subject.');
  return {
    subject: sub,
    agency: readText(payload, 'agency', 'a text'),
    scopes: new Set(
      readText(payload, 'scope', 'a text, words with spaces between')?.split(' ').filter(Boolean),
    ),
    purposes: readPurposes(payload),
    attributes: readAttributes(payload),
    binding: readBinding(cnf),
    expiresAt: Number(payload.exp) * 1000,
  };
}

function readText(payload: JWTPayload, claim: string, kind: string): string | undefined {
  const value = payload[claim];
  if (value === undefined || typeof value === 'string') return value;
  throw wrongKind(claim, kind);
}

function readPurposes({ purposes = [] }: JWTPayload): readonly string[] {
  if (Array.isArray(purposes) && purposes.every((item): item is string => typeof item === 'string'))
    return purposes;
  throw wrongKind('purposes', 'a list of texts');
}

function readAttributes({ attributes = {} }: JWTPayload): Readonly<Record<string, string>> {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes))
    throw wrongKind('attributes', 'an object');
  const texts = Object.entries(attributes).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

function wrongKind(claim: string, kind: string): AccessRefused {
  return invalidToken(`The claim ${claim} of the token must be ${kind}.`);
}
