import { beforeAll, describe, expect, test } from '@jest/globals';
import { type JSONWebKeySet, exportJWK, generateKeyPair } from 'jose';
import type { Clock } from './clock.ts';
import { type ViewerSigningKey, createViewerTokenMinter, createViewerTokenVerifier } from './viewer-token.ts';
import type { Viewer } from './viewer.ts';

const clinician: Viewer = {
  subject: 'c-1',
  authenticated: true,
  agency: 'st-example',
  scopes: new Set(['health:patient:read']),
  purpose: 'TREATMENT',
  attributes: { practitioner: 'p-1' },
};

function clockAt(start: number): Clock & { advance(seconds: number): void } {
  let now = start;
  return { now: () => new Date(now), advance: (seconds) => void (now += seconds * 1000) };
}

async function aSigningKey(): Promise<{ signing: ViewerSigningKey; keys: JSONWebKeySet }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] };
  return { signing: { key: privateKey, keyId: 'k1' }, keys };
}

describe('viewer tokens', () => {
  let gateway: Awaited<ReturnType<typeof aSigningKey>>;
  beforeAll(async () => {
    gateway = await aSigningKey();
  });

  test('what the gateway says of a viewer is what the wing reads', async () => {
    const clock = clockAt(1_700_000_000_000);
    const token = await createViewerTokenMinter(gateway.signing, clock).mint(clinician, 'health');

    expect(await createViewerTokenVerifier(gateway.keys, 'health', clock).verify(token)).toEqual(clinician);
  });

  test('a token for one wing is refused by another', async () => {
    const clock = clockAt(1_700_000_000_000);
    const token = await createViewerTokenMinter(gateway.signing, clock).mint(clinician, 'health');

    await expect(
      createViewerTokenVerifier(gateway.keys, 'postal', clock).verify(token),
    ).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  test('a token is refused after 30 s, also where it was verified before', async () => {
    const clock = clockAt(1_700_000_000_000);
    const token = await createViewerTokenMinter(gateway.signing, clock).mint(clinician, 'health');
    const verifier = createViewerTokenVerifier(gateway.keys, 'health', clock);
    await verifier.verify(token);

    clock.advance(31);

    await expect(verifier.verify(token)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  test('a token signed with a foreign key is refused', async () => {
    const clock = clockAt(1_700_000_000_000);
    const foreign = await aSigningKey();
    const token = await createViewerTokenMinter(foreign.signing, clock).mint(clinician, 'health');

    await expect(
      createViewerTokenVerifier(gateway.keys, 'health', clock).verify(token),
    ).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  test('a token handed out again still lives at least 10 s', async () => {
    const clock = clockAt(1_700_000_000_000);
    const minter = createViewerTokenMinter(gateway.signing, clock);
    const verifier = createViewerTokenVerifier(gateway.keys, 'health', clock);
    const first = await minter.mint(clinician, 'health');
    clock.advance(19);
    const again = await minter.mint(clinician, 'health');
    clock.advance(2);
    const renewed = await minter.mint(clinician, 'health');

    expect(again).toBe(first);
    expect(renewed).not.toBe(first);
    clock.advance(8);
    expect(await verifier.verify(again)).toEqual(clinician);
  });

  test('two viewers who differ in one scope never share a token', async () => {
    const clock = clockAt(1_700_000_000_000);
    const minter = createViewerTokenMinter(gateway.signing, clock);

    const narrow = await minter.mint({ ...clinician, scopes: new Set() }, 'health');

    expect(await minter.mint(clinician, 'health')).not.toBe(narrow);
  });
});
