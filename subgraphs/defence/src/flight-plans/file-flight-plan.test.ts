import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

const [ncrcc, police] = [anOfficerOf('FAA-NCRCC'), anOfficerOf('USCP')];

const fileDocument = `mutation ($input: FileFlightPlanInput!) { fileFlightPlan(input: $input) {
  flightPlan { id revision state offBlockAt beaconCode shares { to { id } } noticeGaps { unit { id } phase overdue because { designator } } }
  userErrors { code path } } }`;

interface Filed {
  readonly flightPlan: {
    readonly id: string;
    readonly offBlockAt: string;
    readonly noticeGaps: readonly { readonly unit: { readonly id: string }; readonly phase: string }[];
  } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

interface KnownCopy {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
}

interface KnownCopies {
  readonly shares: readonly (KnownCopy & { readonly id: string })[];
  readonly noticeGaps: readonly { readonly lastShare: KnownCopy | null }[];
}

function aPlanOf(callsign: string): string {
  return `(FPL-${callsign}-VG\n-C172/L-S/C\n-KADW1800\n-N0100VFR DCT 3852N07700W DCT\n-KADW0030\n-DOF/261123)`;
}

describe('filing flight plans', () => {
  let wing: TestWing;
  beforeAll(async () => {
    wing = await openTestWing('2026-11-23T12:00:00Z');
  });
  afterAll(() => wing.close());

  async function file(message: string, idempotencyKey: string, more: object = {}): Promise<Filed> {
    const input = {
      unitId: 'FAA-NCRCC',
      format: 'ICAO_ATS',
      message,
      marking: { level: 'UNCLASSIFIED' },
      idempotencyKey,
      ...more,
    };
    const { data, errors } = await wing.ask(ncrcc, fileDocument, { input });
    expect(errors).toBeUndefined();
    return (data as { fileFlightPlan: Filed }).fileFlightPlan;
  }

  test('the same key gives the first plan again, however many file it at once', async () => {
    const filed = await Promise.all([1, 2, 3, 4].map(() => file(aPlanOf('REPEAT1'), 'the same')));

    expect(new Set(filed.map(({ flightPlan }) => flightPlan?.id)).size).toBe(1);
    expect(filed.every(({ userErrors }) => userErrors.length === 0)).toBe(true);
  });

  test('the same flight under another key is refused', async () => {
    await file(aPlanOf('TWICE1'), 'twice 1');

    expect(await file(aPlanOf('TWICE1'), 'twice 2')).toMatchObject({
      flightPlan: null,
      userErrors: [{ code: 'ALREADY_DONE' }],
    });
  });

  test('a delay moves the flight, a departure makes it airborne with its code, a cancellation ends it', async () => {
    const { flightPlan } = await file(aPlanOf('CHANGE1'), 'change 0');

    const delayed = await file('(DLA-CHANGE1-KADW1830-KADW-DOF/261123)', 'change 1');
    const departed = await file('(DEP-CHANGE1/A4321-KADW1830-KADW-DOF/261123)', 'change 2');
    const cancelled = await file('(CNL-CHANGE1-KADW1830-KADW-DOF/261123)', 'change 3');

    expect(delayed.flightPlan).toMatchObject({ id: flightPlan?.id, revision: 2, state: 'FILED' });
    expect(Date.parse(delayed.flightPlan?.offBlockAt ?? '')).toBe(Date.parse('2026-11-23T18:30:00Z'));
    expect(departed.flightPlan).toMatchObject({ revision: 3, state: 'AIRBORNE', beaconCode: '4321' });
    expect(cancelled.flightPlan).toMatchObject({ revision: 4, state: 'CANCELLED', noticeGaps: [] });
  });

  test.each([
    ['a message that is none', 'hello', {}, 'INVALID'],
    ['an update of a plan that is not there', '(CNL-NOBODY1-KADW1800-KADW)', {}, 'NOT_FOUND'],
    ['a plan for another unit', aPlanOf('OTHER1'), { unitId: 'USCP' }, 'NOT_PERMITTED'],
    [
      'a marking with an unknown unit',
      aPlanOf('OTHER2'),
      { marking: { level: 'CUI', releasableTo: ['KGB'] } },
      'INVALID',
    ],
  ])('%s is refused', async (name, message, more, code) => {
    expect(await file(message, name, more)).toMatchObject({ flightPlan: null, userErrors: [{ code }] });
  });

  test('a plan that crosses the restricted zone shows who has not been told, until they say that they were', async () => {
    const { flightPlan } = await file(aPlanOf('NOTICE1'), 'notice', {
      shareWith: ['USCP', 'USPP', 'USSS', 'DCA-ATCT'],
    });
    const gapsOf = async () => {
      const { data } = await wing.ask(
        ncrcc,
        `query ($id: ID!) { flightPlan(id: $id) { noticeGaps { unit { id } phase explanation } } }`,
        { id: flightPlan?.id },
      );
      return (data as { flightPlan: { noticeGaps: { unit: { id: string }; phase: string }[] } }).flightPlan
        .noticeGaps;
    };
    expect((await gapsOf()).map(({ unit, phase }) => `${unit.id} ${phase}`)).toEqual([
      'DCA-ATCT ADVANCE',
      'USCP ADVANCE',
      'USPP ADVANCE',
      'USSS ADVANCE',
    ]);

    const { data } = await wing.ask(
      police,
      `{ units { id pendingShares { totalCount nodes { id subject { ... on FlightPlan { callsign } } } } } }`,
    );
    const pending = (
      data as {
        units: { pendingShares: { nodes: { id: string; subject: { callsign: string } }[] } | null }[];
      }
    ).units.flatMap(({ pendingShares }) => pendingShares?.nodes ?? []);
    const share = pending.find(({ subject }) => subject.callsign === 'NOTICE1');
    const acknowledged = await wing.ask(
      police,
      `mutation ($input: AcknowledgeShareInput!) { acknowledgeShare(input: $input) { share { state acknowledgedBy } userErrors { code } } }`,
      { input: { shareId: share?.id, operator: 'Desk 1' } },
    );

    expect(acknowledged.data).toEqual({
      acknowledgeShare: { share: { state: 'ACKNOWLEDGED', acknowledgedBy: 'Desk 1' }, userErrors: [] },
    });
    expect((await gapsOf()).map(({ unit }) => unit.id)).toEqual(['DCA-ATCT', 'USPP', 'USSS']);
  });

  test('a plan is seen by who filed it and whom it was shared with, and is not there for others', async () => {
    const { flightPlan } = await file(aPlanOf('SEEN1'), 'seen', { shareWith: ['USCP'] });
    const ask = async (unit: string) => {
      const document = `query ($id: ID!) { flightPlan(id: $id) { callsign } flightPlans(callsign: "SEEN1") { totalCount } }`;
      return (await wing.ask(anOfficerOf(unit), document, { id: flightPlan?.id })).data;
    };

    const seen = { flightPlan: { callsign: 'SEEN1' }, flightPlans: { totalCount: 1 } };
    expect(await ask('FAA-NCRCC')).toEqual(seen);
    expect(await ask('USCP')).toEqual(seen);
    expect(await ask('USSS')).toEqual({ flightPlan: null, flightPlans: { totalCount: 0 } });
  });

  test('a copy that another unit got is known to its sender, its recipient and whose plan it is, wherever it is asked', async () => {
    const { flightPlan } = await file(aPlanOf('COPIES1'), 'copies', { shareWith: ['USCP', 'USPP'] });
    await wing.ask(
      police,
      'mutation ($input: ShareInput!) { share(input: $input) { userErrors { code } } }',
      {
        input: {
          subjectId: flightPlan?.id,
          toUnitIds: ['USSS'],
          phase: 'ADVANCE',
          idempotencyKey: 'copies on',
        },
      },
    );
    const copiesKnownTo = async (unit: string) => {
      const { data } = await wing.ask(
        anOfficerOf(unit),
        `query ($id: ID!) { flightPlan(id: $id) {
          shares { id from { id } to { id } }
          noticeGaps { lastShare { from { id } to { id } } } } }`,
        { id: flightPlan?.id },
      );
      return (data as { flightPlan: KnownCopies }).flightPlan;
    };
    const own = await copiesKnownTo('FAA-NCRCC');
    const representations = own.shares.map(({ id }) => ({ __typename: 'Share', id }));
    const wayOf = ({ from, to }: KnownCopy) => `${from.id} to ${to.id}`;

    for (const [unit, known] of [
      ['FAA-NCRCC', ['FAA-NCRCC to USCP', 'FAA-NCRCC to USPP', 'USCP to USSS']],
      ['USCP', ['FAA-NCRCC to USCP', 'USCP to USSS']],
      ['USPP', ['FAA-NCRCC to USPP']],
    ] as const) {
      const { shares, noticeGaps } = await copiesKnownTo(unit);
      const { data } = await wing.ask(
        anOfficerOf(unit),
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on Share { from { id } to { id } } } }`,
        { representations },
      );
      const entities = (data as { _entities: (KnownCopy | null)[] })._entities;

      expect(shares.map(wayOf).toSorted()).toEqual(known);
      expect(noticeGaps.flatMap(({ lastShare }) => (lastShare ? wayOf(lastShare) : [])).toSorted()).toEqual(
        known,
      );
      expect(entities.flatMap((copy) => (copy ? wayOf(copy) : [])).toSorted()).toEqual(known);
    }
  });

  test('an id that is no id finds nothing and breaks nothing', async () => {
    const answer = await wing.ask(
      ncrcc,
      `{ flightPlan(id: "1' OR true") { id } alert(id: "x") { id } decisions(alertId: "x") { id } }`,
    );

    expect(answer).toEqual({ data: { flightPlan: null, alert: null, decisions: [] } });
  });
});

describeWithRecordings('a plan in FIXM', (recording) => {
  test('is filed like any other, once', async () => {
    const wing = await openTestWing('2026-11-23T12:00:00Z');
    const message = await readFile(recording('defence/fpl/fixm43_filed_example_001.xml'), 'utf8');
    const input = { unitId: 'FAA-NCRCC', format: 'FIXM', message, marking: { level: 'UNCLASSIFIED' } };

    const first = await wing.ask(ncrcc, fileDocument, { input: { ...input, idempotencyKey: '1' } });
    const second = await wing.ask(ncrcc, fileDocument, { input: { ...input, idempotencyKey: '2' } });
    await wing.close();

    expect(first.data).toMatchObject({ fileFlightPlan: { flightPlan: { state: 'FILED' }, userErrors: [] } });
    expect(second.data).toMatchObject({ fileFlightPlan: { userErrors: [{ code: 'ALREADY_DONE' }] } });
  });
});
