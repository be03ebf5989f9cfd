import type { SigningKey } from '@rotunda/platform/signing-keys';
import { CompactSign, type JSONWebKeySet, compactVerify, createLocalJWKSet } from 'jose';
import { AgreementProblem } from './read-agreements.ts';

const algorithms = ['ES256', 'PS256', 'RS256'];

/** The detached signature of a text of agreements, for the file `<name>.jws` beside it. Source: RFC 7515, appendix F. */
export async function signAgreements(text: string, signingKey: SigningKey): Promise<string> {
  const signed = await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ES256', kid: signingKey.keyId })
    .sign(signingKey.key);
  const [header, , signature] = signed.split('.');
  return `${header}..${signature}`;
}

/** Resolves where one of the keys signed exactly this text. Throws an `AgreementProblem` otherwise. */
export async function verifyAgreements(text: string, signature: string, keys: JSONWebKeySet): Promise<void> {
  const [header, payload, proof, ...rest] = signature.trim().split('.');
  if (!header || payload !== '' || !proof || rest.length > 0) {
    throw new AgreementProblem('The signature is not a detached JWS.');
  }
  const whole = `${header}.${Buffer.from(text).toString('base64url')}.${proof}`;
  try {
    await compactVerify(whole, createLocalJWKSet(keys), { algorithms });
  } catch (cause) {
    throw new AgreementProblem('The signature does not fit the agreements.', cause);
  }
}
