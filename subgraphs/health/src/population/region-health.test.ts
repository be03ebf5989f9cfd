import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Hospital, aDoctor, anOfficer, openHospital } from '../../test/hospital.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  const people = { '11001': 12, '24031': 15, '24033': 4, '24510': 30, '06001': 3 };
  for (const [countyFips, count] of Object.entries(people)) {
    for (let person = 0; person < count; person += 1)
      await hospital.admit({
        countyFips,
        ...(countyFips === '24510' && person < 2 && { birthDate: '2016-01-01' }),
      });
  }
});
afterAll(() => hospital.close());

const partner = { ...anOfficer('none'), scopes: new Set(['health:aggregate:read']) };
const count = 'query ($fips: ID!) { region(fips: $fips) { fips health { patients suppressed threshold } } }';

test.each([
  ['a county with twelve patients shows them', '11001', 12, false],
  ['a county with four patients is held back', '24033', null, true],
  ['the next smallest county of its state is held back too', '24031', null, true],
  ['a large county beside them is shown', '24510', 30, false],
  ['the state above them is shown', '24', 49, false],
  ['a state with three patients is held back', '06', null, true],
  ['a county without patients shows zero', '24001', 0, false],
])('%s', async (_rule, fips, patients, suppressed) => {
  const { data } = await hospital.ask(partner, count, { fips });

  expect(data).toEqual({ region: { fips, health: { patients, suppressed, threshold: 11 } } });
});

test('a place that is no region is null', async () => {
  expect((await hospital.ask(partner, count, { fips: '99999' })).data).toEqual({ region: null });
});

test('figures are null without the scope of aggregates, and the region itself is public', async () => {
  const { data, errors } = await hospital.ask(aDoctor('dr-team'), count, { fips: '11001' });

  expect(data).toEqual({ region: { fips: '11001', health: null } });
  expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('a table of a state holds small cells back, and a county has none', async () => {
  const table =
    'query ($fips: ID!) { region(fips: $fips) { health { table(by: AGE_BAND) { by suppressedCells cells { value count suppressed } } } } }';
  const maryland = await hospital.ask(partner, table, { fips: '24' });
  const county = await hospital.ask(partner, table, { fips: '24510' });
  const california = await hospital.ask(partner, table, { fips: '06' });

  // Everybody was born in 1980 but for two, who are ten.
  expect(maryland.data).toEqual({
    region: {
      health: {
        table: {
          by: 'AGE_BAND',
          suppressedCells: 2,
          cells: [
            { value: '0-17', count: null, suppressed: true },
            { value: '45-64', count: null, suppressed: true },
          ],
        },
      },
    },
  });
  expect([county.data, california.data]).toEqual([
    { region: { health: { table: null } } },
    { region: { health: { table: null } } },
  ]);
});
