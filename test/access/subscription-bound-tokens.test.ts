import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type CryptoKey, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { WebSocket } from 'ws';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const issuer = 'https://issuer.example';
const audience = 'urn:rotunda:gateway';
const certificate = Buffer.from('a certificate in DER');
const clientCert = (bytes: Buffer) => `:${bytes.toString('base64')}:`;

let gateway: TinyGateway;
let issuerKey: CryptoKey;
let clientKeys: Awaited<ReturnType<typeof generateKeyPair>>;
beforeEach(async () => {
  const issuerKeys = await generateKeyPair('ES256');
  issuerKey = issuerKeys.privateKey;
  clientKeys = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(issuerKeys.publicKey)), alg: 'ES256' }];
  gateway = await startTinyGateway('in process', {
    admit: admitEverybody,
    trustedIssuers: [{ issuer, audience, keys: { keys } }],
    tokenBinding: { certificateProxy: { addresses: ['127.0.0.1'] } },
  });
});
afterEach(() => gateway.close());

async function tokenBoundTo(cnf: object): Promise<string> {
  return new SignJWT({ client_id: 'c', scope: 'mail:recall', cnf })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('s')
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(issuerKey);
}

async function proofFor(token: string, claims: object = {}): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  const facts = { htm: 'GET', htu: `${gateway.url}/graphql`, jti: randomUUID(), ath };
  return new SignJWT({ ...facts, iat: Math.floor(Date.now() / 1000), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(clientKeys.publicKey) })
    .sign(clientKeys.privateKey);
}

/** Opens a socket with headers in its upgrade and parameters in its `connection_init`. */
async function connect(headers: Record<string, string>, parameters: Record<string, string>) {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers,
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: parameters }));
  return socket;
}

async function messageOf(socket: WebSocket): Promise<unknown> {
  const [message] = await once(socket, 'message');
  return JSON.parse(String(message));
}

async function closingOf(socket: WebSocket) {
  const [code, reason] = await once(socket, 'close');
  return { code, reason: String(reason) };
}

/** Follows twice, one after the other, on one socket. */
async function followTwice(socket: WebSocket): Promise<readonly unknown[]> {
  expect(await messageOf(socket)).toEqual({ type: 'connection_ack' });
  const query = 'subscription { parcelRecalled { id } }';
  const seen: unknown[] = [];
  for (const id of ['first', 'second']) {
    socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query } }));
    await gateway.belt.followedBy(1);
    if (seen.length === 0) gateway.belt.scan('p1');
    seen.push(await messageOf(socket));
    socket.send(JSON.stringify({ type: 'complete', id }));
    await gateway.belt.followedBy(0);
  }
  return seen;
}

const recalled = (id: string) => ({ id, type: 'next', payload: { data: { parcelRecalled: { id: 'p1' } } } });

describe('a token that is bound to a key, over a socket', () => {
  let token: string;
  beforeEach(async () => {
    token = await tokenBoundTo({ jkt: await calculateJwkThumbprint(await exportJWK(clientKeys.publicKey)) });
  });

  test.each([
    ['the upgrade', (proof: string) => connect({ dpop: proof }, { authorization: `DPoP ${token}` })],
    ['connection_init', (proof: string) => connect({}, { authorization: `DPoP ${token}`, dpop: proof })],
  ])('is taken with a proof in %s, which serves for all that is asked over it', async (_where, open) => {
    const socket = await open(await proofFor(token));

    expect(await followTwice(socket)).toEqual([recalled('first'), recalled('second')]);
    socket.close();
  });

  test('is refused on another socket with a proof that was used', async () => {
    const proof = await proofFor(token);
    const first = await connect({ dpop: proof }, { authorization: `DPoP ${token}` });
    await messageOf(first);

    const second = await connect({ dpop: proof }, { authorization: `DPoP ${token}` });

    expect(await closingOf(second)).toEqual({ code: 4403, reason: expect.stringContaining('used before') });
    first.close();
  });

  test.each([
    ['without a proof', async () => ({}), 'DPoP', 'send a DPoP proof'],
    ['as a bearer token', async () => ({ dpop: await proofFor(token) }), 'Bearer', 'send it as DPoP'],
    [
      'with a proof for a POST',
      async () => ({ dpop: await proofFor(token, { htm: 'POST' }) }),
      'DPoP',
      'another method',
    ],
    [
      'with a proof for another address',
      async () => ({ dpop: await proofFor(token, { htu: 'https://elsewhere.example/graphql' }) }),
      'DPoP',
      'another address',
    ],
    [
      'with a proof for another token',
      async () => ({ dpop: await proofFor('another') }),
      'DPoP',
      'another token',
    ],
  ])('is refused %s, and no wing hears of it', async (_how, headersOf, scheme, reason) => {
    const socket = await connect(await headersOf(), { authorization: `${scheme} ${token}` });

    expect(await closingOf(socket)).toEqual({ code: 4403, reason: expect.stringContaining(reason) });
    expect(gateway.seen).toEqual([]);
  });
});

describe('a token that is bound to a certificate, over a socket', () => {
  let authorization: string;
  beforeEach(async () => {
    const thumbprint = createHash('sha256').update(certificate).digest('base64url');
    authorization = `Bearer ${await tokenBoundTo({ 'x5t#S256': thumbprint })}`;
  });

  test('is taken where the upgrade shows the certificate', async () => {
    const socket = await connect({ 'client-cert': clientCert(certificate) }, { authorization });

    expect(await followTwice(socket)).toEqual([recalled('first'), recalled('second')]);
    socket.close();
  });

  test.each([
    ['no certificate', {}, {}],
    ['another certificate', { 'client-cert': clientCert(Buffer.from('another')) }, {}],
    [
      'the certificate in connection_init, where anybody could write it',
      {},
      { 'client-cert': clientCert(certificate) },
    ],
  ])('is refused with %s', async (_what, headers, parameters) => {
    const socket = await connect(headers, { authorization, ...parameters });

    expect(await closingOf(socket)).toEqual({ code: 4403, reason: expect.stringContaining('certificate') });
  });
});

test('a token that is no good closes the socket with what is wrong with it', async () => {
  const socket = await connect({}, { authorization: 'Bearer nonsense' });

  expect(await closingOf(socket)).toEqual({ code: 4403, reason: expect.stringContaining('not a JWT') });
});
