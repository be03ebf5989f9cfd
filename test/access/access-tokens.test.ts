import { createHmac, generateKeyPairSync } from 'node:crypto';
import { type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AccessRefused } from '@rotunda/gateway/access/access-token-problem';
import {
  type AccessTokenVerifier,
  createAccessTokenVerifier,
} from '@rotunda/gateway/access/access-token-verifier';
import { createViewerIdentifier } from '@rotunda/gateway/access/identify-viewer';
import { type SigningKey, createSigningKey } from '@rotunda/platform/signing-keys';
import { SignJWT, base64url, exportJWK, importJWK } from 'jose';

const issuer = 'https://login.example.gov';
const audience = 'https://graph.example.gov';
const now = new Date('2026-11-23T12:00:00Z');
const clock = { now: () => now };
const seconds = (from: Date) => Math.floor(from.getTime() / 1000);

let key: SigningKey;
let verifier: AccessTokenVerifier;
beforeAll(async () => {
  key = await createSigningKey();
  verifier = createAccessTokenVerifier([{ issuer, audience, keys: key.publicKeys }], clock);
});

const goodClaims = {
  iss: issuer,
  aud: audience,
  sub: 'client-1',
  client_id: 'client-1',
  jti: 'j1',
  iat: seconds(now),
  exp: seconds(now) + 300,
  scope: 'a:read b:read',
};

async function aToken(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  signer = key,
): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...goodClaims, ...claims }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signer.keyId, ...header })
    .sign(signer.key);
}

const sentenceOf = (verifying: Promise<unknown>) =>
  verifying.then(
    () => 'accepted',
    (cause: unknown) => (cause instanceof AccessRefused ? cause.problem.sentence : Promise.reject(cause)),
  );

describe('an access token', () => {
  test('gives subject, agency, scopes, purposes and attributes', async () => {
    const grant = await verifier.verify(
      await aToken({ agency: 'HHS', purposes: ['TREATMENT'], attributes: { unit: 'HHS-OPS', rank: 3 } }),
    );

    expect(grant).toMatchObject({
      subject: 'client-1',
      agency: 'HHS',
      scopes: new Set(['a:read', 'b:read']),
      purposes: ['TREATMENT'],
      attributes: { unit: 'HHS-OPS' },
    });
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['is expired', { exp: seconds(now) - 60 }, {}, 'The token has expired.'],
    ['is not valid yet', { nbf: seconds(now) + 60 }, {}, 'The token is not valid yet.'],
    ['is for another audience', { aud: 'https://other' }, {}, 'The token is meant for another audience.'],
    ['is of an unknown issuer', { iss: 'https://evil' }, {}, 'The issuer of the token is not trusted here.'],
    [
      'is an identity token',
      {},
      { typ: 'JWT' },
      'The token is not an access token (its type must be at+jwt).',
    ],
    ['has no type', {}, { typ: undefined }, 'The token is not an access token (its type must be at+jwt).'],
    ['has no expiry', { exp: undefined }, {}, 'The token lacks the claim exp, which RFC 9068 requires.'],
    ['has no subject', { sub: undefined }, {}, 'The token lacks the claim sub, which RFC 9068 requires.'],
    ['has an empty subject', { sub: '' }, {}, 'The token names no subject.'],
    [
      'has no client',
      { client_id: undefined },
      {},
      'The token lacks the claim client_id, which RFC 9068 requires.',
    ],
    [
      'names several agencies',
      { agency: ['HHS', 'VHA'] },
      {},
      'The claim agency of the token must be a text.',
    ],
    [
      'lists its scopes',
      { scope: ['a:read'] },
      {},
      'The claim scope of the token must be a text, words with spaces between.',
    ],
    [
      'has one purpose for a list',
      { purposes: 'TREATMENT' },
      {},
      'The claim purposes of the token must be a list of texts.',
    ],
    [
      'has no attributes by name',
      { attributes: ['HHS-OPS'] },
      {},
      'The claim attributes of the token must be an object.',
    ],
    ['names an unknown key', {}, { kid: 'other' }, 'The issuer does not know the key that signed the token.'],
  ])('that %s is refused', async (_name, claims, header, sentence) => {
    expect(await sentenceOf(verifier.verify(await aToken(claims, header)))).toBe(sentence);
  });

  test('that demands an unknown extension is refused', async () => {
    const [, payload = '', signature = ''] = (await aToken()).split('.');
    const header = base64url.encode(
      JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: key.keyId, crit: ['x'], x: 1 }),
    );

    expect(await sentenceOf(verifier.verify(`${header}.${payload}.${signature}`))).toBe(
      'The signature of the token is not valid.',
    );
  });

  test('signed by another key under a known key id is refused', async () => {
    const forger = { ...(await createSigningKey()), keyId: key.keyId };

    expect(await sentenceOf(verifier.verify(await aToken({}, {}, forger)))).toBe(
      'The signature of the token is not valid.',
    );
  });

  test('that carries its own key in the header is refused', async () => {
    const forger = await createSigningKey();
    const header = { kid: key.keyId, jwk: forger.publicKeys.keys[0], jku: 'https://evil/keys' };

    expect(await sentenceOf(verifier.verify(await aToken({}, header, forger)))).toBe(
      'The signature of the token is not valid.',
    );
  });

  test('without a signature, or signed with a public key as a secret, is refused', async () => {
    const body = base64url.encode(JSON.stringify(goodClaims));
    const unsigned = `${base64url.encode(JSON.stringify({ alg: 'none', typ: 'at+jwt' }))}.${body}.`;
    const head = base64url.encode(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: key.keyId }));
    const mac = createHmac('sha256', JSON.stringify(key.publicKeys.keys[0]))
      .update(`${head}.${body}`)
      .digest('base64url');

    const sentence = 'The token is not signed with ES256, RS256 or PS256.';
    expect(await sentenceOf(verifier.verify(unsigned))).toBe(sentence);
    expect(await sentenceOf(verifier.verify(`${head}.${body}.${mac}`))).toBe(sentence);
  });

  test('that is no JWT, or is too long, is refused', async () => {
    expect(await sentenceOf(verifier.verify('abc'))).toBe('The token is not a JWT.');
    expect(await sentenceOf(verifier.verify('a'.repeat(10_000)))).toBe('The token is longer than 8 KiB.');
  });

  test('that was accepted once is refused after it has expired', async () => {
    let time = now;
    const aging = createAccessTokenVerifier([{ issuer, audience, keys: key.publicKeys }], {
      now: () => time,
    });
    const token = await aToken();
    await aging.verify(token);

    time = new Date(now.getTime() + 310_000);

    expect(await sentenceOf(aging.verify(token))).toBe('The token has expired.');
  });

  test('of each trusted issuer is checked with that issuer’s keys only', async () => {
    const other = await createSigningKey();
    const both = createAccessTokenVerifier(
      [
        { issuer, audience, keys: key.publicKeys },
        { issuer: 'https://idp.example.mil', audience, keys: other.publicKeys },
      ],
      clock,
    );

    expect(await sentenceOf(both.verify(await aToken({ iss: 'https://idp.example.mil' }, {}, other)))).toBe(
      'accepted',
    );
    expect(await sentenceOf(both.verify(await aToken({ iss: 'https://idp.example.mil' })))).not.toBe(
      'accepted',
    );
  });

  test.each(['RS256', 'PS256'] as const)('signed with %s is accepted', async (alg) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'rsa', alg }] };
    const rsa = createAccessTokenVerifier([{ issuer, audience, keys }], clock);
    const signer = await importJWK({ ...privateKey.export({ format: 'jwk' }), alg }, alg);
    const token = await new SignJWT(goodClaims)
      .setProtectedHeader({ alg, typ: 'at+jwt', kid: 'rsa' })
      .sign(signer);

    expect(await sentenceOf(rsa.verify(token))).toBe('accepted');
  });
});

describe('an issuer that publishes its keys', () => {
  async function serveKeys(status: () => number) {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response
        .writeHead(status(), { 'content-type': 'application/json' })
        .end(JSON.stringify(key.publicKeys));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const published = createAccessTokenVerifier(
      [{ issuer, audience, keys: new URL(`http://127.0.0.1:${port}/keys`) }],
      clock,
    );
    return { published, requests: () => requests, close: () => void server.close() };
  }

  test('is asked once, however many tokens name unknown keys', async () => {
    const { published, requests, close } = await serveKeys(() => 200);

    expect(await sentenceOf(published.verify(await aToken()))).toBe('accepted');
    for (let round = 0; round < 20; round += 1) {
      await sentenceOf(published.verify(await aToken({}, { kid: `made-up-${round}` })));
    }

    expect(requests()).toBe(1);
    close();
  });

  test('that does not answer is no fault of the token', async () => {
    const { published, close } = await serveKeys(() => 500);

    const refusal = await published.verify(await aToken()).catch((cause: unknown) => cause);

    expect(refusal).toMatchObject({ problem: { status: 503 } });
    close();
  });

  test('must do so over HTTPS, or on this machine', () => {
    const keys = new URL('http://login.example.gov/keys');

    expect(() => createAccessTokenVerifier([{ issuer, audience, keys }], clock)).toThrow('over HTTPS');
  });
});

describe('the purpose of use', () => {
  const identify = (headers: Record<string, string>) => createViewerIdentifier(verifier)({ headers });

  test('is the token’s only one unless stated', async () => {
    const authorization = `Bearer ${await aToken({ purposes: ['TREATMENT'] })}`;

    expect((await identify({ authorization })).purpose).toBe('TREATMENT');
  });

  test('must be stated where the token grants several', async () => {
    const authorization = `Bearer ${await aToken({ purposes: ['TREATMENT', 'PUBHLTH'] })}`;

    expect((await identify({ authorization })).purpose).toBeUndefined();
    expect((await identify({ authorization, 'x-purpose-of-use': 'PUBHLTH' })).purpose).toBe('PUBHLTH');
  });

  test('that the token does not grant is refused', async () => {
    const authorization = `Bearer ${await aToken({ purposes: ['TREATMENT'] })}`;

    await expect(identify({ authorization, 'x-purpose-of-use': 'HRESCH' })).rejects.toMatchObject({
      problem: { status: 403 },
    });
    await expect(identify({ 'x-purpose-of-use': 'HRESCH' })).rejects.toMatchObject({
      problem: { status: 401 },
    });
  });
});
