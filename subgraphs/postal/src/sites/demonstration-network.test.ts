import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allZips } from '../addresses/zip-directory.ts';
import { demonstrationNetwork } from './demonstration-network.ts';
import { timeZoneOfZip } from './zip-time-zone.ts';

const { sites, services } = demonstrationNetwork();
const siteByCode = new Map(sites.map((site) => [site.code, site]));
const servedBy = new Map(services.map(({ zip3, siteCode }) => [zip3, siteCode]));

test('six logistics centres supply 49 fulfilment centres, each of which has one supplier', () => {
  const withRole = (wanted: string) => sites.filter(({ role }) => role === wanted);

  expect(withRole('LOGISTICS_CENTER')).toHaveLength(6);
  expect(withRole('FULFILLMENT_CENTER')).toHaveLength(49);
  for (const { supplierCode } of withRole('FULFILLMENT_CENTER'))
    expect(siteByCode.get(supplierCode ?? '')?.role).toBe('LOGISTICS_CENTER');
});

test('every ZIP of the states, the territories and the military has exactly one fulfilment centre', () => {
  const zips = allZips().map(({ zip }) => zip);
  expect(zips.length).toBeGreaterThan(42_000);

  const roles = zips.map((zip) => siteByCode.get(servedBy.get(zip.slice(0, 3)) ?? '')?.role);
  expect(new Set(roles)).toEqual(new Set(['FULFILLMENT_CENTER']));
  expect(servedBy.size).toBe(services.length);
});

test.each([
  ['00901', 'FC00926'],
  ['00802', 'FC00926'],
  ['96913', 'FC96813'],
  ['09397', 'FC10001'],
  ['34002', 'FC33132'],
  ['96601', 'FC94103'],
  ['99801', 'FC99501'],
  ['20001', 'FC20018'],
])('parcels to %s leave from %s', (zip, siteCode) => {
  expect(servedBy.get(zip.slice(0, 3))).toBe(siteCode);
});

test('every ZIP and every site has a time zone that the runtime knows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allZips()), ({ zip }) => {
      const timeZone = timeZoneOfZip(zip);

      expect(new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone).toBe(timeZone);
    }),
  );
  expect(sites.filter(({ timeZone }) => timeZone === 'UTC')).toEqual([]);
});

test.each([
  ['32501', 'America/Chicago'],
  ['33132', 'America/New_York'],
  ['79901', 'America/Denver'],
  ['83814', 'America/Los_Angeles'],
  ['96799', 'Pacific/Pago_Pago'],
])('%s keeps the time of %s', (zip, timeZone) => {
  expect(timeZoneOfZip(zip)).toBe(timeZone);
});
