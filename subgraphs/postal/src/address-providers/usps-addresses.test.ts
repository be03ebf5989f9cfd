import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';
import { standardise } from '../addresses/standardise/standardise.ts';
import { type TestUsps, createTestUsps, testCredentials } from './create-test-usps.ts';
import { type UspsAddresses, createUspsAddresses } from './usps-addresses.ts';
import { createUspsClient } from './usps-client.ts';

const addressPath = '/addresses/v3/address';
const tokenPath = '/oauth2/v3/token';
let usps: TestUsps;
let now: number;
let addresses: UspsAddresses;

beforeEach(async () => {
  usps = await createTestUsps();
  now = Date.parse('2026-11-23T12:00:00Z');
  addresses = open();
});
afterEach(() => usps.close());

function open(credentials = testCredentials): UspsAddresses {
  return createUspsAddresses(
    createUspsClient({ url: usps.url, ...credentials }, { now: () => new Date(now) }),
  );
}
const pass = (minutes: number) => (now += minutes * 60_000);

function anAddress(line1: string): StandardAddress {
  const address = standardise({ line1, city: 'Alexandria', state: 'VA', zip: '22301' });
  if (address.kind === 'UNPARSEABLE') throw new Error(`No address: ${line1}`);
  return address;
}
const ask = (line1: string) => addresses.opinionOn(anAddress(line1));

describe('an address', () => {
  test.each([
    ['1 Invented Ln', { dpv: 'Y', residential: 'YES', footnotes: ['AA', 'BB'] }],
    ['2 Invented Ln', { dpv: 'Y', residential: 'NO' }],
    ['3 Invented Ln', { dpv: 'D', footnotes: ['AA', 'N1'] }],
    [
      '4 Invented Ln Apt 9',
      { dpv: 'S', footnotes: ['AA', 'C1'], address: { deliveryLine: '4 INVENTED LN APT 9' } },
    ],
    ['5 Invented Ln', { dpv: 'N' }],
    ['6 Invented Ln', { dpv: 'N' }],
    ['7 Invented Ln', { dpv: 'N' }],
  ])('%s comes back as %j', async (line1, opinion) => {
    expect(await ask(line1)).toMatchObject(opinion);
  });

  test('misspelt comes back as the other side writes it', async () => {
    expect((await ask('1 Inventd Ln'))?.address.deliveryLine).toBe('1 INVENTED LN');
  });

  test.each([
    ['in the error', 400, { error: { code: '010005', message: 'Not found' } }],
    ['below a status', 400, { error: { code: '400', errors: [{ code: '010005' }] } }],
    ['by a status of its own', 404, { error: { code: '404', message: 'Not found' } }],
  ])('that the API does not know is told %s', async (_where, status, body) => {
    usps.failNext(addressPath, { status, body: JSON.stringify({ apiVersion: 'v3', ...body }) });

    expect(await ask('1 Invented Ln')).toMatchObject({ dpv: 'N' });
  });

  test('that the API refuses for another reason than the address gives no opinion', async () => {
    expect(await ask('8 Invented Ln')).toBeUndefined();
  });
});

test('the preferred city of a ZIP and the ZIP+4 of an address are found', async () => {
  expect(await addresses.findCity('22301')).toEqual({ city: 'ALEXANDRIA', state: 'VA' });
  expect(await addresses.findZip(anAddress('1 Invented Ln'))).toEqual({ zip: '22301', zipPlus4: '1234' });
});

describe('the token', () => {
  test('is kept for as long as it lasts and then asked for anew', async () => {
    await ask('1 Invented Ln');
    pass(60);
    await ask('1 Invented Ln');
    pass(480);
    await ask('1 Invented Ln');

    expect(usps.asked).toEqual([tokenPath, addressPath, addressPath, tokenPath, addressPath]);
  });

  test('is asked for once, however many need it at the same time', async () => {
    const opinions = await Promise.all([1, 2, 3, 4].map((number) => ask(`${number} Invented Ln`)));

    expect(opinions.map((opinion) => opinion?.dpv)).toEqual(['Y', 'Y', 'D', 'S']);
    expect(usps.asked.filter((path) => path === tokenPath)).toHaveLength(1);
  });

  test('that is no longer taken is replaced once', async () => {
    await ask('1 Invented Ln');
    usps.revokeTokens();

    expect(await ask('1 Invented Ln')).toMatchObject({ dpv: 'Y' });
    expect(usps.asked).toEqual([tokenPath, addressPath, addressPath, tokenPath, addressPath]);
  });

  test('refused for a wrong secret is not asked for again within the hour', async () => {
    addresses = open({ ...testCredentials, clientSecret: 'wrong' });

    expect([await ask('1 Invented Ln'), await ask('1 Invented Ln')]).toEqual([undefined, undefined]);
    expect(usps.asked).toEqual([tokenPath]);
  });
});

describe('the quota', () => {
  test('of five calls a minute counts the token, and what is beyond is not asked', async () => {
    const opinions = [];
    for (let call = 0; call < 6; call += 1) opinions.push(await ask('1 Invented Ln'));
    pass(1);
    opinions.push(await ask('1 Invented Ln'));

    expect(opinions.map((opinion) => opinion?.dpv)).toEqual(['Y', 'Y', 'Y', 'Y', undefined, undefined, 'Y']);
    expect(usps.asked).toHaveLength(6);
  });

  test('of sixty calls an hour is never passed, however the calls come', async () => {
    for (let call = 0; call < 118; call += 1) {
      await ask('1 Invented Ln');
      pass(0.5);
    }

    expect(usps.asked.length).toBe(60);
  });
});

describe('a failure of the other side', () => {
  test.each([
    ['403', { status: 403 }, 59],
    ['429 with a time to come back', { status: 429, headers: { 'retry-after': '600' } }, 9],
    [
      '429 with a date to come back',
      { status: 429, headers: { 'retry-after': 'Mon, 23 Nov 2026 12:10:00 GMT' } },
      9,
    ],
    ['503 with a time to come back', { status: 503, headers: { 'retry-after': '600' } }, 9],
  ] as const)('%s is rested from', async (_name, failure, restMinutes) => {
    usps.failNext(addressPath, failure);
    await ask('1 Invented Ln');
    pass(restMinutes);
    expect(await ask('1 Invented Ln')).toBeUndefined();

    pass(1);
    expect(await ask('1 Invented Ln')).toMatchObject({ dpv: 'Y' });
  });

  test('is rested from after three in a row, and forgotten after a call that worked', async () => {
    for (let failures = 0; failures < 3; failures += 1) {
      usps.failNext(addressPath, { status: 503 });
      expect(await ask('1 Invented Ln')).toBeUndefined();
    }
    const askedBefore = usps.asked.length;

    await ask('1 Invented Ln');
    expect(usps.asked).toHaveLength(askedBefore);
    pass(1);
    expect(await ask('1 Invented Ln')).toMatchObject({ dpv: 'Y' });
  });

  test.each([
    ['does not answer', addressPath, 'SILENCE'],
    ['does not end its answer', tokenPath, 'HALF'],
  ] as const)('that %s is given up after the deadline', async (_what, path, failure) => {
    usps.failNext(path, failure);

    expect(await ask('1 Invented Ln')).toBeUndefined();
  });

  test.each([addressPath, tokenPath])(
    'that answers %s with a page instead of JSON gives no opinion',
    async (path) => {
      for (const status of [200, 400, 502]) {
        addresses = open();
        usps.failNext(path, { status, body: '<html>Maintenance</html>' });
        expect(await ask('1 Invented Ln')).toBeUndefined();
      }
    },
  );
});
