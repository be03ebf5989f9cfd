import { createHash, randomUUID } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { certificateThumbprintOf } from '@rotunda/gateway/access/client-certificate';
import { createReplayCache } from '@rotunda/gateway/access/replay-cache';
import {
  CompactSign,
  type CryptoKey,
  SignJWT,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const issuer = 'https://issuer.example';
const audience = 'urn:rotunda:gateway';
const certificate = Buffer.from('a certificate in DER');
const certificateThumbprint = createHash('sha256').update(certificate).digest('base64url');

interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

let gateway: TinyGateway;
let issuerKey: KeyPair;
let clientKey: KeyPair;
beforeEach(async () => {
  [issuerKey, clientKey] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  gateway = await startTinyGateway('in process', {
    trustedIssuers: [
      { issuer, audience, keys: { keys: [{ ...(await exportJWK(issuerKey.publicKey)), alg: 'ES256' }] } },
    ],
    tokenBinding: { certificateProxy: { addresses: ['127.0.0.1'] } },
  });
});
afterEach(() => gateway.close());

const thumbprintOf = async (key: KeyPair) => calculateJwkThumbprint(await exportJWK(key.publicKey));

async function tokenBoundTo(cnf: object | undefined): Promise<string> {
  return new SignJWT({ client_id: 'c', scope: '', ...(cnf ? { cnf } : {}) })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('s')
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(issuerKey.privateKey);
}

interface Proof {
  readonly key?: KeyPair;
  readonly claims?: object;
  readonly header?: object;
}

async function proofFor(
  token: string,
  { key = clientKey, claims = {}, header = {} }: Proof = {},
): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  const facts = {
    htm: 'POST',
    htu: `${gateway.url}/graphql`,
    jti: randomUUID(),
    ath,
    iat: Math.floor(Date.now() / 1000),
  };
  return new SignJWT({ ...facts, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(key.publicKey), ...header })
    .sign(key.privateKey);
}

const ask = (headers: Record<string, string>) => gateway.ask('{ parcels { id } }', { headers });

describe('a token that is bound to a key', () => {
  let token: string;
  beforeEach(async () => {
    token = await tokenBoundTo({ jkt: await thumbprintOf(clientKey) });
  });

  test('is taken with a proof, and the proof is taken once', async () => {
    const headers = { authorization: `DPoP ${token}`, dpop: await proofFor(token) };

    expect((await ask(headers)).status).toBe(200);
    const again = await ask(headers);
    expect(again.status).toBe(401);
    expect(again.errors[0]?.message).toBe('The DPoP proof was used before.');
  });

  test('is refused as a bearer token, even with a proof, and without one', async () => {
    const forms: readonly Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${token}`, dpop: await proofFor(token) },
      { authorization: `DPoP ${token}` },
    ];
    for (const credentials of forms) {
      const { status, headers } = await ask(credentials);
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(
        /^DPoP realm="rotunda", error="invalid_token".*algs="ES256 PS256 RS256"$/,
      );
    }
    expect(gateway.asked).toEqual([]);
  });

  test.each<[string, string, () => Promise<Proof>]>([
    ['of another key', 'of another key.', async () => ({ key: await generateKeyPair('ES256') })],
    ['of another method', 'for another method.', async () => ({ claims: { htm: 'GET' } })],
    [
      'of another address',
      'for another address.',
      async () => ({ claims: { htu: 'https://elsewhere.example/graphql' } }),
    ],
    ['of another path', 'for another address.', async () => ({ claims: { htu: `${gateway.url}/other` } })],
    ['of another token', 'for another token.', async () => ({ claims: { ath: 'x' } })],
    ['of two minutes ago', 'too old', async () => ({ claims: { iat: Math.floor(Date.now() / 1000) - 120 } })],
    [
      'of the future',
      'from the future',
      async () => ({ claims: { iat: Math.floor(Date.now() / 1000) + 120 } }),
    ],
    ['without an identifier', 'lacks jti.', async () => ({ claims: { jti: undefined } })],
    ['of another type', 'not a JWT of type dpop+jwt', async () => ({ header: { typ: 'jwt' } })],
    [
      'that carries a key which did not sign it',
      'not a JWT of type dpop+jwt',
      async () => ({ header: { jwk: await exportJWK(issuerKey.publicKey) } }),
    ],
  ])('is refused with a proof %s, which it says', async (_what, words, make) => {
    const dpop = await proofFor(token, await make());

    const { status, headers, errors } = await ask({ authorization: `DPoP ${token}`, dpop });

    expect(status).toBe(401);
    expect(errors[0]?.message).toContain(words);
    expect(headers.get('www-authenticate')).toContain('DPoP realm="rotunda"');
    expect(gateway.asked).toEqual([]);
  });

  test('is refused with a proof that says something twice, though its signature is valid', async () => {
    const [, claims = ''] = (await proofFor(token)).split('.');
    const text = Buffer.from(claims, 'base64url').toString().replace('{', '{"htm":"GET",');
    const jwk = await exportJWK(clientKey.publicKey);
    const dpop = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(clientKey.privateKey);

    expect((await ask({ authorization: `DPoP ${token}`, dpop })).status).toBe(401);
    expect(gateway.asked).toEqual([]);
  });

  test('two proofs at once are refused', async () => {
    const dpop = `${await proofFor(token)}, ${await proofFor(token)}`;

    expect((await ask({ authorization: `DPoP ${token}`, dpop })).status).toBe(401);
  });
});

test('a token that is not bound is not taken as DPoP', async () => {
  const token = await tokenBoundTo(undefined);

  expect((await ask({ authorization: `DPoP ${token}`, dpop: await proofFor(token) })).status).toBe(401);
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200);
});

test('a token that is bound in an unknown way is refused', async () => {
  const token = await tokenBoundTo({ 'new-binding': 'x' });

  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(401);
});

test('a token that is bound to a certificate is taken where the trusted proxy shows it, and nowhere else', async () => {
  const token = await tokenBoundTo({ 'x5t#S256': certificateThumbprint });
  const authorization = `Bearer ${token}`;
  const shown = `:${certificate.toString('base64')}:`;

  expect((await ask({ authorization, 'client-cert': shown })).status).toBe(200);
  expect((await ask({ authorization })).status).toBe(401);
  expect(
    (await ask({ authorization, 'client-cert': `:${Buffer.from('another').toString('base64')}:` })).status,
  ).toBe(401);
});

test('a certificate in a header counts only from the proxy that is trusted', () => {
  const request = {
    headers: { 'client-cert': `:${certificate.toString('base64')}:` },
    socket: Object({ remoteAddress: '10.0.0.9' }),
  };

  expect(certificateThumbprintOf(request, { addresses: ['10.0.0.9'] })).toBe(certificateThumbprint);
  expect(certificateThumbprintOf(request, { addresses: ['10.0.0.8'] })).toBeUndefined();
  expect(certificateThumbprintOf(request, undefined)).toBeUndefined();
});

test('on a TLS connection the certificate that was shown there counts, and no header', () => {
  const headers = { 'client-cert': `:${Buffer.from('another').toString('base64')}:` };
  const socketWith = (raw: Buffer | undefined) =>
    Object.create(TLSSocket.prototype, {
      getPeerCertificate: { value: () => (raw ? { raw } : {}) },
      remoteAddress: { value: '10.0.0.9' },
    });
  const proxy = { addresses: ['10.0.0.9'] };

  expect(certificateThumbprintOf({ headers, socket: socketWith(certificate) }, proxy)).toBe(
    certificateThumbprint,
  );
  expect(certificateThumbprintOf({ headers, socket: socketWith(undefined) }, proxy)).toBeUndefined();
});

test('a full memory of proofs lets nothing through until the oldest is too old to be used', () => {
  const cache = createReplayCache({ keys: 2, keptMs: 60_000 });

  expect([cache.use('a', 0), cache.use('b', 1_000), cache.use('c', 2_000)]).toEqual([
    'fresh',
    'fresh',
    'full',
  ]);
  expect([cache.use('c', 60_000), cache.use('b', 60_000)]).toEqual(['fresh', 'replayed']);
});
