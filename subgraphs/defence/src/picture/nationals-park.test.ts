import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { importAirspace } from '../airspace/import-airspace.ts';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const [ncrcc, uscp] = [anOfficerOf('FAA-NCRCC'), anOfficerOf('USCP')];
const silent = { expect: () => undefined, advance: () => undefined };

const trackOfTheTwinOtter = `query { track(identifier: { kind: AIRCRAFT_ADDRESS, value: "AE509E" }) {
  id number callsign status identity { value basis } contributors { feed { id } association }
  correlation { status score flightPlan { id callsign } evidence { test outcome weight } }
  within { airspace { designator } } alerts(open: false) { code state airspace { designator name } } } }`;

const alertsOfTheWatch = `query { alerts { totalCount nodes { id code state raisedAt revision airspace { designator }
  resolution { kind evidence { ... on FlightPlan { callsign } } }
  explanation { summary wouldSettle { kind text ask { id } } counterEvidence { text } } metrics { withinTarget timeToDecide } } } }`;

describeWithRecordings('20 April 2022, parachute jump at Nationals Park', (recording) => {
  let wing: TestWing;
  let planId: string;
  const file = (name: string) => recording(`defence/scenario-nats-park/${name}`);

  async function play(
    feedId: string,
    format: string,
    name: string,
    linesAtOnce: number,
    timeOf: (line: string) => number,
  ) {
    const lines = (await readFile(file(name), 'utf8')).split('\n').filter(Boolean);
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const messages = lines.slice(from, from + linesAtOnce);
      const lastAt = timeOf(messages.at(-1) ?? '');
      if (lastAt > Date.parse('2022-04-20T22:30:00Z')) return;
      wing.clock.set(lastAt);
      const answer = await wing.ask(
        ncrcc,
        `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { rejectCount userErrors { message } } }`,
        { input: { feedId, format, messages } },
      );
      expect(answer).toEqual({ data: { submitObservations: { rejectCount: 0, userErrors: [] } } });
    }
  }

  beforeAll(async () => {
    wing = await openTestWing('2022-04-20T20:00:00Z', {
      defaultDataModes: ['EXERCISE'],
      prepare: async (databaseUrl) => {
        const files = [file('stadium_tfr.geojson')];
        await importAirspace({ databaseUrl, files, faultPolicy: 'refuse', progress: silent });
      },
    });
    const message = await readFile(file('fpl.txt'), 'utf8');
    const filed = await wing.ask(
      ncrcc,
      `mutation ($input: FileFlightPlanInput!) { fileFlightPlan(input: $input) {
        flightPlan { id callsign } noticeGaps { unit { id } phase overdue } userErrors { message } } }`,
      {
        input: {
          unitId: 'FAA-NCRCC',
          format: 'ICAO_ATS',
          message,
          marking: { level: 'UNCLASSIFIED' },
          shareWith: ['DCA-ATCT'],
          idempotencyKey: 'gka264',
        },
      },
    );
    expect(filed).toMatchObject({
      data: { fileFlightPlan: { userErrors: [], flightPlan: { callsign: 'GKA264' } } },
    });
    const plan = (
      filed.data as { fileFlightPlan: { flightPlan: { id: string }; noticeGaps: { unit: { id: string } }[] } }
    ).fileFlightPlan;
    planId = plan.flightPlan.id;
    expect(plan.noticeGaps.map(({ unit }) => unit.id)).toEqual(
      expect.arrayContaining(['USCP', 'USPP', 'USSS']),
    );

    await play(
      'replay-readsb',
      'READSB_JSON',
      'track_readsb.ndjson',
      30,
      (line) => JSON.parse(line).now * 1000,
    );
  }, 120_000);
  afterAll(() => wing.close());

  test('the Capitol Police see one unknown aircraft in the restricted zone and the stadium ring, and never in P-56', async () => {
    const { data } = await wing.ask(uscp, trackOfTheTwinOtter);

    expect(data).toMatchObject({
      track: {
        callsign: 'GKA264',
        identity: { value: 'UNKNOWN' },
        correlation: { status: 'UNCORRELATED', flightPlan: null },
      },
    });
    const { data: picture } = await wing.ask(uscp, alertsOfTheWatch);
    const alerts = (
      picture as { alerts: { nodes: { code: string; raisedAt: string; airspace: { designator: string } }[] } }
    ).alerts.nodes;
    expect(alerts.map(({ code }) => code)).toEqual([
      'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE',
      'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE',
    ]);
    expect(alerts.map(({ airspace }) => airspace.designator)).toContain('DC-FRZ');
    const ring = alerts.find(({ airspace }) => airspace.designator !== 'DC-FRZ');
    expect(
      Math.abs(Date.parse(ring?.raisedAt ?? '') - Date.parse('2022-04-20T22:14:26Z')),
    ).toBeLessThanOrEqual(2_000);
    expect(JSON.stringify(picture)).toContain('Never inside P-56A');
  });

  test('the alert names the unit that holds the plan', async () => {
    const { data } = await wing.ask(uscp, alertsOfTheWatch);

    expect(data).toMatchObject({
      alerts: {
        nodes: [
          {
            explanation: {
              wouldSettle: expect.arrayContaining([
                expect.objectContaining({ kind: 'FLIGHT_PLAN_FROM_UNIT', ask: { id: 'FAA-NCRCC' } }),
              ]),
            },
          },
          {},
        ],
      },
    });
  });

  test('the coordination centre, which holds the plan, has it correlated and no alert', async () => {
    const { data } = await wing.ask(ncrcc, trackOfTheTwinOtter);

    expect(data).toMatchObject({
      track: {
        correlation: { status: 'CORRELATED', flightPlan: { callsign: 'GKA264' } },
        identity: { value: 'FRIEND', basis: 'FLIGHT_PLAN' },
        alerts: [],
      },
    });
  });

  test('the same flight heard by a second receiver is not a second track', async () => {
    const at = (line: string) =>
      Date.parse(`${(line.split(',')[6] ?? '').replaceAll('/', '-')}T${line.split(',')[7] ?? ''}Z`);
    await play('replay-sbs', 'SBS_BASESTATION', 'track_sbs.txt', 300, at);

    const { data } = await wing.ask(
      uscp,
      `{ operatingPicture(area: { airspaceId: "${await frzId()}" }) { summary { tracks } tracks { nodes { contributors { feed { id } } } } } }`,
    );

    expect(data).toMatchObject({
      operatingPicture: {
        summary: { tracks: 1 },
        tracks: {
          nodes: [{ contributors: [{ feed: { id: 'replay-readsb' } }, { feed: { id: 'replay-sbs' } }] }],
        },
      },
    });
  });

  test('an officer who reports a Cessna near the Capitol has seen this aircraft, not a second one', async () => {
    const message = await readFile(file('human_report_cot.xml'), 'utf8');

    const { data } = await wing.ask(
      uscp,
      `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) {
        accepted tracks { callsign contributors { feed { id } association } } } }`,
      { input: { feedId: 'replay-cot', format: 'COT_XML', messages: [message] } },
    );

    expect(data).toMatchObject({
      submitObservations: {
        accepted: 1,
        tracks: [
          {
            callsign: 'GKA264',
            contributors: expect.arrayContaining([
              { feed: { id: 'replay-cot' }, association: 'KINEMATIC_GATE' },
            ]),
          },
        ],
      },
    });
  });

  test('a decision to evacuate is answered with the facts against it', async () => {
    const { data } = await wing.ask(
      uscp,
      `{ alerts { nodes { id airspace { designator } } } operatingPicture(area: { regionFips: "11001" }) { cursor } }`,
    );
    const seen = data as {
      alerts: { nodes: { id: string; airspace: { designator: string } }[] };
      operatingPicture: { cursor: string };
    };
    const alertId = seen.alerts.nodes.find(({ airspace }) => airspace.designator === 'DC-FRZ')?.id;

    const answer = await wing.ask(
      uscp,
      `mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { decision { kind previousHash hash } cautions { text } metrics { target } userErrors { message } } }`,
      {
        input: {
          unitId: 'USCP',
          operator: 'Watch desk',
          kind: 'EVACUATE',
          alertId,
          rationale: 'Unidentified aircraft nearby.',
          pictureCursor: seen.operatingPicture.cursor,
          idempotencyKey: 'evacuate',
        },
      },
    );

    expect(answer).toMatchObject({
      data: {
        recordDecision: {
          userErrors: [],
          decision: { kind: 'EVACUATE', previousHash: '0'.repeat(64) },
          cautions: expect.arrayContaining([{ text: expect.stringContaining('Never inside P-56A') }]),
        },
      },
    });
  });

  test('once the plan is shared the track is identified with its evidence, and every alert about it is settled', async () => {
    const shared = await wing.ask(
      ncrcc,
      `mutation ($input: ShareInput!) { share(input: $input) { shares { to { id } state } resolvedAlertCount userErrors { message } } }`,
      { input: { subjectId: planId, toUnitIds: ['USCP'], phase: 'REAL_TIME', idempotencyKey: 'tell-uscp' } },
    );
    expect(shared).toMatchObject({
      data: {
        share: {
          shares: [{ to: { id: 'USCP' }, state: 'DELIVERED' }],
          resolvedAlertCount: 2,
          userErrors: [],
        },
      },
    });

    const { data } = await wing.ask(uscp, trackOfTheTwinOtter);
    expect(data).toMatchObject({
      track: {
        identity: { value: 'FRIEND', basis: 'FLIGHT_PLAN' },
        correlation: {
          status: 'CORRELATED',
          evidence: expect.arrayContaining([
            { test: 'AIRCRAFT_ADDRESS', outcome: 'SUPPORTS', weight: 8 },
            { test: 'CALLSIGN', outcome: 'SUPPORTS', weight: 5 },
          ]),
        },
      },
    });
    const { data: after } = await wing.ask(uscp, alertsOfTheWatch);
    expect(after).toMatchObject({
      alerts: {
        nodes: [
          { state: 'RESOLVED', resolution: { kind: 'IDENTIFIED', evidence: { callsign: 'GKA264' } } },
          { state: 'RESOLVED', resolution: { kind: 'IDENTIFIED', evidence: { callsign: 'GKA264' } } },
        ],
      },
    });
  });

  test('a unit that was not told still has its alerts', async () => {
    const { data } = await wing.ask(
      anOfficerOf('USSS'),
      `{ operatingPicture(area: { regionFips: "11001" }) { alerts { state } } }`,
    );

    expect(data).toMatchObject({ operatingPicture: { alerts: [{ state: 'OPEN' }, { state: 'OPEN' }] } });
  });

  async function frzId(): Promise<string> {
    const { data } = await wing.ask(uscp, `{ airspaces(kinds: [FRZ]) { nodes { id } } }`);
    return (data as { airspaces: { nodes: { id: string }[] } }).airspaces.nodes[0]?.id ?? '';
  }
});
