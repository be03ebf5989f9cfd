import type { JSONWebKeySet } from 'jose';

/** An authorisation server whose access tokens are accepted. */
export interface TrustedIssuer {
  /** `iss` of its tokens, compared letter by letter. */
  readonly issuer: string;
  /** `aud` that its tokens must carry to be meant for this gateway. */
  readonly audience: string;
  /** Its public keys, or where it publishes them (HTTPS, or loopback HTTP). */
  readonly keys: JSONWebKeySet | URL;
}
