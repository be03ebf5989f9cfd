import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import { type Persona, personas } from '@rotunda/platform/personas';
import { type SigningKey, createSigningKey } from '@rotunda/platform/signing-keys';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { createAccessTokenVerifier } from '../access/access-token-verifier.ts';
import { type OpenDevelopmentIssuer, openDevelopmentIssuer } from './open-development-issuer.ts';

const audience = 'urn:rotunda:gateway';
const personaOf = (name: string): Persona => {
  const persona = personas.find((candidate) => candidate.name === name);
  if (!persona) throw new Error(`There is no persona ${name}.`);
  return persona;
};
const partner = personaOf('partner');
const withoutScopes = personaOf('privacy-officer');
const warnings: string[] = [];
let issuer: OpenDevelopmentIssuer;
let key: SigningKey;

beforeAll(async () => {
  // Jest's own clones belong to another realm, where an object is not this realm's `Object`.
  globalThis.structuredClone = <T>(value: T): T => JSON.parse(JSON.stringify(value));
  jest.spyOn(console, 'warn').mockImplementation(() => {});
  jest.spyOn(console, 'info').mockImplementation(() => {});
  key = await createSigningKey();
  const machines = [partner, withoutScopes].map((persona) => ({ persona, key }));
  issuer = await openDevelopmentIssuer({
    audience,
    personas,
    machines,
    port: 0,
    warn: (line) => warnings.push(line),
  });
});
afterAll(() => issuer.close());

const verify = (token: string) => createAccessTokenVerifier([issuer.trusted], systemClock).verify(token);
const base = () => issuer.trusted.issuer;

async function assertionBy(signer: SigningKey, { subject } = partner): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: signer.keyId })
    .setIssuer(subject)
    .setSubject(subject)
    .setAudience(base())
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(signer.key);
}

async function askToken(form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${base()}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: response.status, ...JSON.parse(await response.text()) };
}

const clientCredentials = async (signer = key) => ({
  grant_type: 'client_credentials',
  scope: partner.scopes.join(' '),
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: await assertionBy(signer),
});

test('an agency proves itself with its key and is given a token that the gateway takes', async () => {
  const { access_token: token, expires_in: seconds } = await askToken(await clientCredentials());

  const { subject, agency, scopes, attributes } = await verify(token);

  expect({ subject, agency, attributes }).toEqual({
    subject: partner.subject,
    agency: 'HHS',
    attributes: { unit: 'HHS-OPS' },
  });
  expect([...scopes].sort()).toEqual([...partner.scopes].sort());
  expect(seconds).toBe(300);
});

test('an agency that holds no scope is given a token without any', async () => {
  const { access_token: token } = await askToken({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertionBy(key, withoutScopes),
  });

  expect(await verify(token)).toMatchObject({
    subject: withoutScopes.subject,
    scopes: new Set(),
    attributes: { role: 'privacy-officer' },
  });
});

test('another key proves nothing', async () => {
  expect((await askToken(await clientCredentials(await createSigningKey()))).status).toBe(401);
});

test('a scope of another persona is not given', async () => {
  const { status } = await askToken({ ...(await clientCredentials()), scope: 'health:patient:read' });

  expect(status).toBe(400);
});

test('a token that was asked with a DPoP proof is bound to its key', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const dpop = await new SignJWT({ htm: 'POST', htu: `${base()}/token`, jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .setIssuedAt()
    .sign(privateKey);

  const { access_token: token, token_type: type } = await askToken(await clientCredentials(), { dpop });

  expect(type).toBe('DPoP');
  expect((await verify(token)).binding?.keyThumbprint).toBe(await calculateJwkThumbprint(jwk));
});

/** A browser of few words: keeps cookies and follows to the login page, chooses a persona, and comes back with a code. */
async function logIn(persona: string, challenge: string, scope: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const go = async (address: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const query = new URLSearchParams({
    client_id: 'rotunda-people',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:53117/callback',
    scope: `openid ${scope}`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 's',
  });
  const login = new URL((await go(`${base()}/auth?${query}`)).headers.get('location') ?? '', base()).href;
  const page = await (await go(login)).text();
  expect(page).toContain(`value="${persona}"`);
  let response = await go(login, { method: 'POST', body: new URLSearchParams({ persona }) });
  for (let hops = 0; hops < 3; hops += 1) {
    const location = new URL(response.headers.get('location') ?? '', base());
    if (location.port === '53117') return location;
    response = await go(location.href);
  }
  throw new Error('The login never came back.');
}

test('a person logs in by a page, with PKCE, and is given what the persona has of what was asked', async () => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');

  const returned = await logIn('patient', challenge, 'health:self:read defence:read');
  const { access_token: token } = await askToken({
    grant_type: 'authorization_code',
    client_id: 'rotunda-people',
    code: returned.searchParams.get('code') ?? '',
    redirect_uri: 'http://127.0.0.1:53117/callback',
    code_verifier: verifier,
  });

  expect(await verify(token)).toMatchObject({
    subject: 'demo-patient-1',
    agency: undefined,
    scopes: new Set(['health:self:read']),
    purposes: ['PATIENT_REQUEST'],
    attributes: { patient: 'demo-patient-1' },
  });
});

test('it says loudly that it is for development', () => {
  expect(warnings).toEqual([expect.stringContaining('Never trust it in production')]);
});
