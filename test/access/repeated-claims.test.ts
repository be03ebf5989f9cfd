import { expect, test } from '@jest/globals';
import { createAccessTokenVerifier } from '@rotunda/gateway/access/access-token-verifier';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { base64url } from 'jose';

const issuer = 'https://login.example.gov';
const audience = 'https://graph.example.gov';
const now = new Date('2026-11-23T12:00:00Z');
const issuedAt = now.getTime() / 1_000;

const claims = {
  iss: issuer,
  aud: audience,
  sub: 'client-1',
  client_id: 'client-1',
  jti: 'j1',
  iat: issuedAt,
  exp: issuedAt + 300,
  scope: 'a:read',
};

/** The members of the first object and then those of the second, as JSON, whatever names they have in common. */
function membersOf(first: object, second: object): string {
  const members = [first, second].map((one) => JSON.stringify(one).slice(1, -1)).filter(Boolean);
  return base64url.encode(`{${members.join(',')}}`);
}

test.each([
  ['nothing', {}, {}, 'accepted'],
  ['its subject', {}, { sub: 'client-2' }, 'The token says something twice.'],
  ['its scopes', {}, { scope: 'c:write' }, 'The token says something twice.'],
  ['its type', { typ: 'jwt' }, {}, 'The token says something twice.'],
  ['its algorithm', { alg: 'ES256' }, {}, 'The token says something twice.'],
])(
  'a token with a valid signature that says %s twice is judged so',
  async (_what, header, more, expected) => {
    const key = await createSigningKey();
    const verifier = createAccessTokenVerifier([{ issuer, audience, keys: key.publicKeys }], {
      now: () => now,
    });
    const signed = [
      membersOf(header, { alg: 'ES256', typ: 'at+jwt', kid: key.keyId }),
      membersOf(more, claims),
    ].join('.');
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, key.key, new TextEncoder().encode(signed));

    const verifying = verifier.verify(`${signed}.${base64url.encode(new Uint8Array(signature))}`);

    const outcome = await verifying.then(
      () => 'accepted',
      (cause: unknown) => (cause instanceof Error ? cause.message : ''),
    );
    expect(outcome).toBe(expected);
  },
);
