import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const start = Date.parse('2026-11-23T12:00:00Z');
const police = anOfficerOf('USCP');

describe('the watch of the Capitol Police', () => {
  let wing: TestWing;
  let second = 0;
  beforeAll(async () => {
    wing = await openTestWing(new Date(start).toISOString());
  });
  afterAll(() => wing.close());

  /** One aircraft ten seconds later, with what the test wants of it. */
  async function fly(hex: string, entry: Record<string, unknown>) {
    second += 10;
    wing.clock.set(start + second * 1000);
    const now = (start + second * 1000) / 1000;
    const message = JSON.stringify({
      now,
      hex,
      type: 'adsb_icao',
      seen: 0,
      seen_pos: 0,
      alt_baro: 2000,
      ...entry,
    });
    await wing.ask(
      police,
      `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted } }`,
      { input: { feedId: 'live-readsb', format: 'READSB_JSON', messages: [message] } },
    );
  }

  async function alertsAbout(address: string) {
    const { data } = await wing.ask(
      police,
      `query ($address: String!) { track(identifier: { kind: AIRCRAFT_ADDRESS, value: $address }) {
        alerts(open: false) { id code level state revision airspace { designator } resolution { kind by { id } } } } }`,
      { address },
    );
    return (data as { track: { alerts: readonly Record<string, unknown>[] } }).track.alerts;
  }

  test('is told of an aircraft that only crosses a corner of P-56 between two updates', async () => {
    await fly('a10001', { lat: 38.905, lon: -77.009 });
    await fly('a10001', { lat: 38.8955, lon: -76.9985 });

    const entries = (await alertsAbout('A10001')).filter(({ code }) => code === 'UNAUTHORISED_ENTRY');
    expect(entries).toMatchObject([{ level: 'WARNING', state: 'OPEN', airspace: { designator: 'P-56A' } }]);
  });

  test('has its alert settled when the aircraft leaves', async () => {
    await fly('a10001', { lat: 38.892, lon: -76.99 });
    await fly('a10001', { lat: 38.89, lon: -76.985 });

    const entries = (await alertsAbout('A10001')).filter(({ code }) => code === 'UNAUTHORISED_ENTRY');
    expect(entries).toMatchObject([{ state: 'RESOLVED', resolution: { kind: 'LEFT_AREA', by: null } }]);
  });

  test('is not told of what stands on the ground', async () => {
    await fly('a10002', { lat: 38.852, lon: -77.038, alt_baro: 'ground' });

    expect(await alertsAbout('A10002')).toEqual([]);
  });

  test.each([
    ['7500', 'WARNING'],
    ['7600', 'CAUTION'],
    ['7700', 'WARNING'],
  ])('is told once of code %s, and no more often while the code flickers', async (squawk, level) => {
    const hex = `a2${squawk}`;
    await fly(hex, { lat: 40, lon: -80, squawk });
    second -= 9;
    await fly(hex, { lat: 40, lon: -80, squawk: '7701' });
    second -= 9;
    await fly(hex, { lat: 40, lon: -80, squawk });

    expect(await alertsAbout(hex.toUpperCase())).toMatchObject([
      { code: 'EMERGENCY_CODE', level, state: 'OPEN' },
    ]);
  });

  test('has an emergency settled once the code has been gone for ten seconds', async () => {
    await fly('a27700', { lat: 40, lon: -80, squawk: '4321' });
    await fly('a27700', { lat: 40, lon: -80, squawk: '4321' });

    expect(await alertsAbout('A27700')).toMatchObject([
      { state: 'RESOLVED', resolution: { kind: 'EXPIRED' } },
    ]);
  });

  test('acknowledges and resolves an alert by a person, once, against the revision that was read', async () => {
    await fly('a10003', { lat: 38.86, lon: -77.0 });
    const [alert] = await alertsAbout('A10003');
    const input = { alertId: alert?.['id'], operator: 'Desk 1', expectedRevision: alert?.['revision'] };
    const acknowledge = `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) {
      alert { state acknowledgedBy revision metrics { timeToAcknowledge } } userErrors { code } } }`;

    const first = await wing.ask(police, acknowledge, { input });
    const stale = await wing.ask(police, acknowledge, { input });

    expect(first.data).toMatchObject({
      acknowledgeAlert: {
        alert: { state: 'ACKNOWLEDGED', acknowledgedBy: 'Desk 1', revision: 2 },
        userErrors: [],
      },
    });
    expect(stale.data).toMatchObject({ acknowledgeAlert: { userErrors: [{ code: 'STALE_REVISION' }] } });

    const resolved = await wing.ask(
      police,
      `mutation ($input: ResolveAlertInput!) { resolveAlert(input: $input) { alert { state resolution { kind by { id } text } } userErrors { code } } }`,
      { input: { alertId: alert?.['id'], kind: 'FALSE_ALARM', text: 'A test flight.', expectedRevision: 2 } },
    );
    expect(resolved.data).toMatchObject({
      resolveAlert: {
        alert: {
          state: 'RESOLVED',
          resolution: { kind: 'FALSE_ALARM', by: { id: 'USCP' }, text: 'A test flight.' },
        },
        userErrors: [],
      },
    });
  });

  test('may not touch the alerts of another watch, which look as if they were not there', async () => {
    await fly('a10004', { lat: 38.86, lon: -77.0 });
    const [alert] = await alertsAbout('A10004');

    const { data } = await wing.ask(
      anOfficerOf('USSS'),
      `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { alert { id } userErrors { code } } }`,
      { input: { alertId: alert?.['id'], operator: 'Desk' } },
    );

    expect(data).toEqual({ acknowledgeAlert: { alert: null, userErrors: [{ code: 'NOT_FOUND' }] } });
  });

  test('lists all its alerts by pages, newest first, each once', async () => {
    const page = `query ($after: String) { alerts(first: 2, after: $after) { totalCount nodes { id raisedAt } pageInfo { hasNextPage endCursor } } }`;
    const ids: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { data } = await wing.ask(police, page, { after });
      const { alerts } = data as {
        alerts: {
          totalCount: number;
          nodes: { id: string }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      ids.push(...alerts.nodes.map(({ id }) => id));
      total = alerts.totalCount;
      after = alerts.pageInfo.hasNextPage ? alerts.pageInfo.endCursor : null;
    } while (after !== null);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(total);
    expect(total).toBeGreaterThan(4);
  });
});
