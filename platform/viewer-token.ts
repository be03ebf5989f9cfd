import { type JSONWebKeySet, SignJWT, createLocalJWKSet, jwtVerify, type CryptoKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';
import { Refusal } from './refusal.ts';
import { type Viewer } from './viewer.ts';

const issuer = 'rotunda-gateway';
const algorithm = 'ES256';
const lifetimeSeconds = 30;
/** A token is handed out again only while it still has this long to live. */
const reuseMarginSeconds = 10;

export interface ViewerTokenMinter {
  /** A signed statement of who asks, for one wing only, valid for 30 s. */
  mint(viewer: Viewer, wing: string): Promise<string>;
}

export interface ViewerTokenVerifier {
  /** The viewer of a token; refuses one that is forged, expired or meant for another wing. */
  verify(token: string): Promise<Viewer>;
}

export interface ViewerSigningKey {
  readonly key: CryptoKey;
  readonly keyId: string;
}

/** Mints viewer tokens. One signature serves a viewer for up to 20 s, because a signature costs more than most requests. */
export function createViewerTokenMinter(signing: ViewerSigningKey, clock: Clock): ViewerTokenMinter {
  const minted = new LRUCache<string, MintedToken>({ max: 10_000 });
  /** The same by the viewer's object and wing, which is found quicker than a long text. */
  const recent = new WeakMap<Viewer, Map<string, MintedToken>>();

  function keep(viewer: Viewer, wing: string, token: MintedToken): void {
    const tokens = recent.get(viewer) ?? new Map<string, MintedToken>();
    recent.set(viewer, tokens.set(wing, token));
  }

  return {
    mint(viewer, wing) {
      const now = clock.now().getTime();
      const last = recent.get(viewer)?.get(wing);
      if (last && last.reusableUntil > now) return last.token;
      const key = `${wing}\n${claimsTextOf(viewer)}`;
      const known = minted.get(key);
      if (known && known.reusableUntil > now) {
        keep(viewer, wing, known);
        return known.token;
      }

      const issuedAt = Math.floor(now / 1000);
      const token = new SignJWT(claimsOf(viewer))
        .setProtectedHeader({ alg: algorithm, kid: signing.keyId, typ: 'viewer+jwt' })
        .setIssuer(issuer)
        .setAudience(wing)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(signing.key);
      const fresh = { token, reusableUntil: now + (lifetimeSeconds - reuseMarginSeconds) * 1000 };
      minted.set(key, fresh);
      keep(viewer, wing, fresh);
      return token;
    },
  };
}

interface MintedToken {
  readonly token: Promise<string>;
  /** Epoch milliseconds. */
  readonly reusableUntil: number;
}

/** Verifies viewer tokens for one wing. A token that was verified once is known until it expires. */
export function createViewerTokenVerifier(
  keys: JSONWebKeySet,
  wing: string,
  clock: Clock,
): ViewerTokenVerifier {
  const keySet = createLocalJWKSet(keys);
  const verified = new LRUCache<string, { viewer: Viewer; expiresAt: number }>({ max: 10_000 });

  return {
    async verify(token) {
      const now = clock.now();
      const known = verified.get(token);
      if (known && known.expiresAt > now.getTime()) return known.viewer;

      try {
        const { payload } = await jwtVerify(token, keySet, {
          issuer,
          audience: wing,
          algorithms: [algorithm],
          typ: 'viewer+jwt',
          requiredClaims: ['exp', 'sub'],
          currentDate: now,
        });
        const viewer = viewerOf(payload);
        verified.set(token, { viewer, expiresAt: Number(payload.exp) * 1000 });
        return viewer;
      } catch (cause) {
        throw new Refusal(
          'UNAUTHENTICATED',
          'This wing answers the gateway only, with a valid viewer token.',
          {
            reason: cause instanceof Error ? cause.name : 'invalid',
          },
        );
      }
    },
  };
}

const claimsTexts = new WeakMap<Viewer, string>();

/** Everything that a viewer token says of a viewer, as text: wings cannot tell apart two viewers of whom it is the same. */
export function claimsTextOf(viewer: Viewer): string {
  const known = claimsTexts.get(viewer);
  if (known !== undefined) return known;
  const text = JSON.stringify(claimsOf(viewer));
  claimsTexts.set(viewer, text);
  return text;
}

function claimsOf(viewer: Viewer): Record<string, unknown> {
  return {
    sub: viewer.subject,
    authenticated: viewer.authenticated,
    agency: viewer.agency,
    scopes: [...viewer.scopes],
    purpose: viewer.purpose,
    attributes: viewer.attributes,
  };
}

function viewerOf(payload: Record<string, unknown>): Viewer {
  return {
    subject: String(payload['sub']),
    authenticated: payload['authenticated'] === true,
    agency: optionalText(payload['agency']),
    scopes: new Set(Array.isArray(payload['scopes']) ? payload['scopes'].map(String) : []),
    purpose: optionalText(payload['purpose']),
    attributes: textsOf(payload['attributes']),
  };
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
