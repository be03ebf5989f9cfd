import type { IncomingHttpHeaders } from 'node:http';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { AccessRefused } from './access-token-problem.ts';
import type { AccessGrant, AccessTokenVerifier } from './access-token-verifier.ts';

/**
 * Who asks, from the `Authorization` header and the purpose of use; no other header says anything about identity. Without a
 * token the viewer is anonymous. Throws `AccessRefused` for a bad token and for a purpose that the token does not grant.
 */
export function createViewerIdentifier(
  verifier: AccessTokenVerifier,
): (headers: IncomingHttpHeaders) => Promise<Viewer> {
  const viewers = new WeakMap<AccessGrant, Map<string | undefined, Viewer>>();

  /** One viewer object per grant and purpose, so that what is derived from a viewer can be kept beside it. */
  function viewerOf(grant: AccessGrant, purpose: string | undefined): Viewer {
    const known = viewers.get(grant)?.get(purpose);
    if (known) return known;
    const { subject, agency, scopes, attributes } = grant;
    const viewer = { subject, authenticated: true, agency, scopes, purpose, attributes };
    viewers.set(grant, new Map(viewers.get(grant)).set(purpose, viewer));
    return viewer;
  }

  return async (headers) => {
    const stated = headers['x-purpose-of-use'];
    if (headers.authorization === undefined) {
      if (stated === undefined) return anonymousViewer;
      throw new AccessRefused({ status: 401, sentence: 'A purpose of use needs an access token.' });
    }
    const grant = await verifier.verify(bearerToken(headers.authorization));
    return viewerOf(grant, purposeOf(grant, stated));
  };
}

function bearerToken(authorization: string): string {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token !== undefined) return token;
  throw new AccessRefused({
    status: 401,
    error: 'invalid_request',
    sentence: 'Send the access token as `Authorization: Bearer <token>`.',
  });
}

function purposeOf({ purposes }: AccessGrant, stated: string | string[] | undefined): string | undefined {
  if (stated === undefined) return purposes.length === 1 ? purposes[0] : undefined;
  if (typeof stated === 'string' && purposes.includes(stated)) return stated;
  throw new AccessRefused({
    status: 403,
    error: 'insufficient_scope',
    sentence: `The token does not grant this purpose of use; it grants ${purposes.join(', ') || 'none'}.`,
  });
}
