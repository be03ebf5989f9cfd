import type { Clock } from '@rotunda/platform/clock';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { admitUnderAgreement } from '../agreements/admit-under-agreement.ts';
import type { Agreement } from '../agreements/agreement.ts';
import type { AgreementSource } from '../agreements/agreement-book.ts';
import { bindAgreement } from '../agreements/agreement-of.ts';
import { AccessRefused, invalidToken } from './access-token-problem.ts';
import type { AccessGrant, AccessTokenVerifier } from './access-token-verifier.ts';
import type { CallerRequest } from './caller-request.ts';
import type { CheckBinding } from './token-binding.ts';
import { bindExpiry } from './viewer-expiry.ts';

export type IdentifyViewer = (request: CallerRequest) => Promise<Viewer>;

/** What a token's bearer may do, once an agreement has had its say. */
interface Standing {
  readonly agreement: Agreement | undefined;
  readonly viewers: Map<string | undefined, Viewer>;
  /** The same by what the header of the purpose says. */
  readonly byStated: Map<string | undefined, Viewer>;
}

/**
 * Who asks, from the `Authorization` header and the purpose of use; no other header says anything about identity. Without a
 * token the viewer is anonymous. A viewer holds the scopes and purposes that token and agreement both give; without `agreements` the token alone
 * decides. Throws `AccessRefused` for a bad token, for an agreement that is not in force and for a purpose that is not given.
 */
export function createViewerIdentifier(
  verifier: AccessTokenVerifier,
  agreed?: { readonly agreements: AgreementSource; readonly clock: Clock },
  checkBinding: CheckBinding = refuseBoundTokens,
): IdentifyViewer {
  const standings = new WeakMap<AccessGrant, Standing>();

  /** One viewer object per grant, agreement and purpose, so that what is derived from a viewer can be kept beside it. */
  function standingOf(grant: AccessGrant): Standing {
    const agreement =
      agreed && admitUnderAgreement(agreed.agreements.current(), grant.agency, agreed.clock.now().getTime());
    const known = standings.get(grant);
    if (known && known.agreement === agreement) return known;
    const fresh: Standing = { agreement, viewers: new Map(), byStated: new Map() };
    standings.set(grant, fresh);
    return fresh;
  }

  const anonymous = new WeakMap<Agreement, Viewer>();

  function viewerWithoutToken(): Viewer {
    const state = agreed?.agreements.current().stateOf(undefined, agreed.clock.now().getTime());
    if (state?.kind !== 'in-force') return anonymousViewer;
    const { agreement } = state;
    const viewer = anonymous.get(agreement) ?? bindAgreement({ ...anonymousViewer }, agreement);
    anonymous.set(agreement, viewer);
    return viewer;
  }

  return async (request) => {
    const { headers } = request;
    const stated = headers['x-purpose-of-use'];
    if (headers.authorization === undefined) {
      if (stated === undefined) return viewerWithoutToken();
      throw new AccessRefused({ status: 401, sentence: 'A purpose of use needs an access token.' });
    }
    const presented = presentedOn(request, headers.authorization);
    const grant = verifier.known(presented.token) ?? (await verifier.verify(presented.token));
    if (grant.binding || presented.scheme === 'DPoP') await checkBinding(grant.binding, presented, request);
    const standing = standingOf(grant);
    return typeof stated === 'object'
      ? viewerFor(grant, standing, stated)
      : (standing.byStated.get(stated) ?? viewerFor(grant, standing, stated));
  };
}

function viewerFor(
  grant: AccessGrant,
  { agreement, viewers, byStated }: Standing,
  stated: string | string[] | undefined,
): Viewer {
  const purpose = purposeOf(grant, agreement, stated);
  const viewer = viewers.get(purpose) ?? bindExpiry(viewerOf(grant, agreement, purpose), grant.expiresAt);
  viewers.set(purpose, viewer);
  if (typeof stated !== 'object') byStated.set(stated, viewer);
  return viewer;
}

function viewerOf(
  { subject, agency, scopes, attributes }: AccessGrant,
  agreement: Agreement | undefined,
  purpose: string | undefined,
): Viewer {
  const held = agreement ? new Set([...scopes].filter((scope) => agreement.scopes.has(scope))) : scopes;
  const viewer = { subject, authenticated: true, agency, scopes: held, purpose, attributes };
  return agreement ? bindAgreement(viewer, agreement) : viewer;
}

const refuseBoundTokens: CheckBinding = async (binding) => {
  if (binding) throw invalidToken('Tokens that are bound to a key or a certificate are not taken here.');
};

interface PresentedToken {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

const lastPresented = new WeakMap<
  object,
  { readonly authorization: string; readonly presented: PresentedToken }
>();

/** What the header presents. A connection mostly presents what it did before, so that the header is read once for all its requests. */
function presentedOn({ socket }: CallerRequest, authorization: string): PresentedToken {
  const last = socket && lastPresented.get(socket);
  if (last?.authorization === authorization) return last.presented;
  const presented = readAuthorization(authorization);
  if (socket) lastPresented.set(socket, { authorization, presented });
  return presented;
}

function readAuthorization(authorization: string): PresentedToken {
  const [, scheme, token] = /^(Bearer|DPoP) +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token !== undefined) return { scheme: scheme?.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token };
  throw new AccessRefused({
    status: 401,
    error: 'invalid_request',
    sentence: 'Send the access token as `Authorization: Bearer <token>`.',
  });
}

function purposeOf(
  grant: AccessGrant,
  agreement: Agreement | undefined,
  stated: string | string[] | undefined,
): string | undefined {
  const given = grant.purposes.filter((purpose) => !agreement || agreement.purposes.has(purpose));
  if (stated === undefined) return given.length === 1 ? given[0] : undefined;
  if (typeof stated === 'string' && given.includes(stated)) return stated;
  const isInToken = typeof stated === 'string' && grant.purposes.includes(stated);
  throw new AccessRefused({
    status: 403,
    error: 'insufficient_scope',
    sentence: isInToken
      ? `The agreement ${agreement?.id ?? ''} does not cover this purpose of use; it leaves ${given.join(', ') || 'none'}.`
      : `The token does not grant this purpose of use; it grants ${grant.purposes.join(', ') || 'none'}.`,
  });
}
