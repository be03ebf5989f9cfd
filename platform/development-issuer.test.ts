import { expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { createDevelopmentIssuer } from './development-issuer.ts';
import { personas } from './personas.ts';
import { createSigningKey } from './signing-keys.ts';

const now = new Date('2026-11-23T12:00:00Z');

async function anIssuer() {
  const warnings: string[] = [];
  const signingKey = await createSigningKey();
  const issuer = createDevelopmentIssuer({
    signingKey,
    clock: { now: () => now },
    warn: (line) => warnings.push(line),
  });
  return { issuer, warnings };
}

test.each(personas)('the token of $name carries exactly its scopes, for 12 hours', async (persona) => {
  const { issuer } = await anIssuer();

  const { payload } = await jwtVerify(await issuer.mint(persona), createLocalJWKSet(issuer.keys), {
    issuer: issuer.issuer,
    audience: issuer.audience,
    typ: 'at+jwt',
    currentDate: now,
  });

  expect(payload['scope']).toBe(persona.scopes.join(' '));
  expect(payload).toMatchObject({
    sub: persona.subject,
    purposes: persona.purposes,
    attributes: persona.attributes,
  });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(12 * 60 * 60);
});

test('says loudly that it is for development', async () => {
  expect((await anIssuer()).warnings).toEqual([expect.stringContaining('Never trust it in production')]);
});

test('no two personas share a name or a subject', () => {
  expect(new Set(personas.map(({ name }) => name)).size).toBe(personas.length);
  expect(new Set(personas.map(({ subject }) => subject)).size).toBe(personas.length);
});
