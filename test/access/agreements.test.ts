import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { anAgreement } from '@rotunda/gateway/agreements/an-agreement';
import type { Agreement } from '@rotunda/gateway/agreements/agreement';
import { fixedAgreements } from '@rotunda/gateway/agreements/agreement-book';
import { signAgreements } from '@rotunda/gateway/agreements/agreement-signature';
import { openAgreements } from '@rotunda/gateway/agreements/open-agreements';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const gateways: TinyGateway[] = [];
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

async function gatewayUnder(...agreements: Agreement[]): Promise<TinyGateway> {
  const gateway = await startTinyGateway('in process', { agreements: fixedAgreements(agreements) });
  gateways.push(gateway);
  return gateway;
}

const refusing = (rest: Partial<Agreement>) => anAgreement({ unlisted: 'refuse', ...rest });

test('a scope counts only where token and agreement both have it', async () => {
  const gateway = await gatewayUnder(refusing({ scopes: new Set(['watch:read', 'clinic:read']) }));
  const token = await gateway.tokenWith(['watch:read', 'watch:raw']);

  const { data, errors } = await gateway.ask('{ tracks { number raw } patient(id: "1") { id } }', { token });

  expect(data).toEqual({
    tracks: [
      { number: 'T1', raw: null },
      { number: 'T2', raw: null },
    ],
    patient: null,
  });
  expect(errors.map(({ path }) => path)).toEqual([['tracks', '@', 'raw'], ['patient']]);
  expect(gateway.seen.at(-1)?.viewer.scopes).toEqual(new Set(['watch:read']));
});

test('a purpose of use counts only where token and agreement both have it', async () => {
  const gateway = await gatewayUnder(refusing({ purposes: new Set(['TREATMENT', 'PUBLIC_HEALTH']) }));
  const token = await gateway.tokenWith([], { purposes: ['TREATMENT', 'OPERATIONS'] });
  const asking = (purpose: string) =>
    gateway.ask('{ parcels { id } }', { token, headers: { 'x-purpose-of-use': purpose } });

  expect((await asking('TREATMENT')).status).toBe(200);
  expect(await asking('OPERATIONS')).toMatchObject({
    status: 403,
    errors: [{ message: 'The agreement test-2026 does not cover this purpose of use; it leaves TREATMENT.' }],
  });
  expect((await asking('PUBLIC_HEALTH')).status).toBe(403);
});

test.each([
  [
    'ended',
    { validUntil: Date.parse('2026-03-31') },
    'The agreement test-2026 (version 1) ended on 2026-03-31: ask sharing@test.example to renew it.',
  ],
  [
    'begins later',
    { validFrom: Date.parse('2126-01-01') },
    'The agreement test-2026 (version 1) begins on 2126-01-01: ask sharing@test.example if that is too late.',
  ],
])('an agreement that %s switches access off, and says whom to ask', async (_when, validity, sentence) => {
  const gateway = await gatewayUnder(refusing({ scopes: new Set(['watch:read']), ...validity }));
  const token = await gateway.tokenWith(['watch:read']);

  const answer = await gateway.ask('{ parcels { id } }', { token });

  expect(answer.status).toBe(403);
  expect(answer.errors[0]?.message).toContain(sentence);
  expect(gateway.asked).toEqual([]);
  expect((await gateway.ask('{ parcels { id } tracks { number } }')).data).toMatchObject({
    tracks: null,
    parcels: [{}, {}],
  });
});

test('an agreement that ends while its callers are at work lets their next request in no more', async () => {
  const start = Date.now();
  let now = start;
  const gateway = await startTinyGateway('in process', {
    agreements: fixedAgreements([refusing({ validUntil: start + 60_000 })]),
    clock: { now: () => new Date(now) },
  });
  gateways.push(gateway);
  const token = await gateway.tokenWith([]);
  const statusAt = async (instant: number) => {
    now = instant;
    return (await gateway.ask('{ parcels { id } }', { token })).status;
  };

  expect(await statusAt(start)).toBe(200);
  expect(await statusAt(start + 60_000)).toBe(403);
});

test('an agency without an agreement is not let in', async () => {
  const gateway = await gatewayUnder(anAgreement({ agency: 'OTHER' }));

  expect(await gateway.ask('{ parcels { id } }', { token: await gateway.tokenWith([]) })).toMatchObject({
    status: 403,
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
});

test('the newest version in force holds', async () => {
  const gateway = await gatewayUnder(
    refusing({ version: 1, scopes: new Set(['watch:read']) }),
    refusing({ version: 2, scopes: new Set(['clinic:read']) }),
    refusing({ version: 3, validFrom: Date.parse('2126-01-01') }),
  );
  const token = await gateway.tokenWith(['watch:read', 'clinic:read']);

  const { data } = await gateway.ask('{ tracks { number } patient(id: "1") { id } }', { token });

  expect(data).toEqual({ tracks: null, patient: { id: '1' } });
});

test('an agreement for stored documents takes no other text', async () => {
  const gateway = await gatewayUnder(refusing({ documents: 'stored' }));

  const answer = await gateway.ask('{ parcels { id } }', { token: await gateway.tokenWith([]) });

  expect(answer.status).toBe(400);
  expect(gateway.asked).toEqual([]);
});

const written = (scopes: string) => `
- id: test-2026
  version: 1
  agency: TEST
  scopes: [${scopes}]
  budget: { requestsPerMinute: 60, costPerMinute: 6000 }
  unlisted: refuse
  documents: free
  validFrom: 2026-01-01
  validUntil: 2126-01-01
  contact: sharing@test.example
`;

test('a signed file is read again while the gateway runs, and what is not signed changes nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agreements-'));
  const [signer, stranger] = await Promise.all([createSigningKey(), createSigningKey()]);
  const file = join(folder, 'test.yaml');
  const write = async (scopes: string, key = signer) => {
    await writeFile(`${file}.jws`, await signAgreements(written(scopes), key));
    await writeFile(file, written(scopes));
  };
  await write('watch:read');
  const faults: object[] = [];
  const log = { info() {}, warn() {}, error: (facts: object) => faults.push(facts) };
  const agreements = await openAgreements({ path: folder, keys: signer.publicKeys, log });
  const gateway = await startTinyGateway('in process', { agreements });
  gateways.push(gateway);
  const token = await gateway.tokenWith(['watch:read']);
  const tracks = async () => Object((await gateway.ask('{ tracks { number } }', { token })).data).tracks;
  expect(await tracks()).toHaveLength(2);

  await write('', stranger);
  await agreements.reload();
  expect(await tracks()).toHaveLength(2);
  expect(faults).toHaveLength(1);

  await write('');
  await agreements.reload();
  expect(await tracks()).toBeNull();

  agreements.close();
  await rm(folder, { recursive: true });
});

test('a first reading with a false signature stops the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agreements-'));
  const [signer, stranger] = await Promise.all([createSigningKey(), createSigningKey()]);
  const file = join(folder, 'test.yaml');
  await writeFile(file, written(''));
  await writeFile(`${file}.jws`, await signAgreements(written(''), stranger));
  const log = { info() {}, warn() {}, error() {} };

  await expect(openAgreements({ path: file, keys: signer.publicKeys, log })).rejects.toThrow('does not fit');

  await rm(folder, { recursive: true });
});
