import { TLSSocket } from 'node:tls';
import type { Clock } from '@rotunda/platform/clock';
import { AccessRefused, invalidToken } from './access-token-problem.ts';
import { type CertificateProxy, certificateThumbprintOf } from './client-certificate.ts';
import { createDpopVerifier } from './dpop-proof.ts';
import type { CallerRequest } from './caller-request.ts';

/** To what a token is bound: it is worth nothing to who only found it. */
export interface TokenBinding {
  /** `cnf.jkt`: thumbprint of the key of DPoP proofs. */
  readonly keyThumbprint: string | undefined;
  /** `cnf['x5t#S256']`: thumbprint of a client certificate. */
  readonly certificateThumbprint: string | undefined;
  /** Whether `cnf` names a way of binding that is not known here. */
  readonly isUnknown: boolean;
}

export interface BindingSettings {
  /** Origin at which clients reach the gateway; what the connection says, unless given. */
  readonly publicOrigin?: string | undefined;
  readonly certificateProxy?: CertificateProxy | undefined;
}

/** Resolves where the sender has proved what the token is bound to. Throws `AccessRefused` (401) otherwise. */
export type CheckBinding = (
  binding: TokenBinding | undefined,
  presented: { readonly token: string; readonly scheme: 'Bearer' | 'DPoP' },
  request: CallerRequest,
) => Promise<void>;

/** The binding of a token's `cnf` claim; undefined for a token that anybody may bear. Source: RFC 7800, RFC 8705, RFC 9449. */
export function readBinding(confirmation: unknown): TokenBinding | undefined {
  if (confirmation === undefined) return undefined;
  const claim: Readonly<Record<string, unknown>> = Object(confirmation);
  const keyThumbprint = textOf(claim['jkt']);
  const certificateThumbprint = textOf(claim['x5t#S256']);
  const isUnknown = keyThumbprint === undefined && certificateThumbprint === undefined;
  return { keyThumbprint, certificateThumbprint, isUnknown };
}

/**
 * The check of bound tokens; it remembers the proofs that it saw. A request proves its key once, however often it is looked at: the upgrade of a
 * socket stands for all that is asked over it.
 */
export function createBindingCheck(clock: Clock, settings: BindingSettings): CheckBinding {
  const verifyProof = createDpopVerifier(clock);
  const proven = new WeakMap<CallerRequest, string>();

  return async (binding, { token, scheme }, request) => {
    if (binding?.isUnknown) throw invalidToken('The token is bound in a way that is not known here.');
    const keyThumbprint = binding?.keyThumbprint;
    if (scheme === 'DPoP' && keyThumbprint === undefined) {
      throw invalidToken('The token is not bound to a key: send it as `Authorization: Bearer <token>`.');
    }
    if (keyThumbprint !== undefined && proven.get(request) !== token) {
      if (scheme !== 'DPoP') throw boundToKey();
      const address = addressOf(request, settings.publicOrigin);
      const { method = 'POST', headers } = request;
      await verifyProof(headers['dpop'] ?? undefined, { token, keyThumbprint, method, address });
      proven.set(request, token);
    }
    const certificate = binding?.certificateThumbprint;
    if (
      certificate !== undefined &&
      certificate !== certificateThumbprintOf(request, settings.certificateProxy)
    ) {
      throw invalidToken('The token is bound to a client certificate that this connection does not show.');
    }
  };
}

function boundToKey(): AccessRefused {
  const sentence = 'The token is bound to a key: send it as DPoP, with a proof.';
  return new AccessRefused({ status: 401, scheme: 'DPoP', error: 'invalid_token', sentence });
}

function addressOf({ socket, headers, url = '/' }: CallerRequest, publicOrigin: string | undefined): string {
  const scheme = socket instanceof TLSSocket ? 'https' : 'http';
  const [path = '/'] = url.split(/[?#]/);
  return `${publicOrigin ?? `${scheme}://${headers.host ?? ''}`}${path}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
