import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anOfficerOf, openTestWing, type TestWing } from '../open-test-wing.ts';

let wing: TestWing;
beforeAll(async () => {
  wing = await openTestWing('2026-11-23T12:00:00Z');
});
afterAll(() => wing.close());

const fileDocument = `mutation ($input: FileFlightPlanInput!) {
  fileFlightPlan(input: $input) { flightPlan { id } userErrors { code } } }`;
const shareDocument = `mutation ($input: ShareInput!) {
  share(input: $input) { shares { id to { id } state } userErrors { code path } } }`;
const acknowledgeDocument = `mutation ($input: AcknowledgeShareInput!) {
  acknowledgeShare(input: $input) { share { acknowledgedBy } userErrors { code } } }`;

async function file(callsign: string, marking: object): Promise<unknown> {
  const { data } = await wing.ask(anOfficerOf('FAA-NCRCC'), fileDocument, {
    input: {
      unitId: 'FAA-NCRCC',
      format: 'ICAO_ATS',
      message: `(FPL-${callsign}-VG\n-C172/L-S/C\n-KADW1800\n-N0100VFR DCT 3852N07700W DCT\n-KADW0030\n-DOF/261123)`,
      marking,
      idempotencyKey: callsign,
    },
  });
  return valueAt(data, 'fileFlightPlan', 'flightPlan', 'id');
}

async function share(from: string, planId: unknown, toUnitIds: readonly string[]) {
  const input = { subjectId: planId, toUnitIds, phase: 'ADVANCE', idempotencyKey: 'a key' };
  return valueAt((await wing.ask(anOfficerOf(from), shareDocument, { input })).data, 'share');
}

function valueAt(from: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((value, key) => Object(value)[key], from);
}

const refused = (code: string, path: string) => ({ shares: [], userErrors: [{ code, path: [path] }] });

test('a plan is sent on by those who hold it; to others it is not there', async () => {
  const plan = await file('HELD1', { level: 'UNCLASSIFIED' });

  expect(await share('USCP', plan, ['USPP'])).toEqual(refused('NOT_FOUND', 'subjectId'));
  expect(await share('FAA-NCRCC', plan, ['USCP'])).toMatchObject({ shares: [{ to: { id: 'USCP' } }] });
  expect(await share('USCP', plan, ['USPP'])).toMatchObject({ shares: [{ to: { id: 'USPP' } }] });
});

test('a plan goes to nobody whom its marking does not name, not even beside one whom it names', async () => {
  const plan = await file('MARKED1', { level: 'CUI', releasableTo: ['USCP'] });

  expect(await share('FAA-NCRCC', plan, ['USCP', 'USPP'])).toEqual(refused('NOT_PERMITTED', 'toUnitIds'));
  expect(await share('FAA-NCRCC', plan, ['USCP'])).toMatchObject({ shares: [{ to: { id: 'USCP' } }] });
  expect(await share('USCP', plan, ['USPP'])).toEqual(refused('NOT_PERMITTED', 'toUnitIds'));
});

test('a share is acknowledged by the unit that it was sent to, once, and is not there for others', async () => {
  const sent = await share('FAA-NCRCC', await file('SENT1', { level: 'UNCLASSIFIED' }), ['USCP']);
  const shareId = valueAt(sent, 'shares', 0, 'id');
  const acknowledge = async (unit: string, operator: string) =>
    valueAt(
      (await wing.ask(anOfficerOf(unit), acknowledgeDocument, { input: { shareId, operator } })).data,
      'acknowledgeShare',
    );

  expect(await acknowledge('USPP', 'Stranger')).toEqual({ share: null, userErrors: [{ code: 'NOT_FOUND' }] });
  expect(await acknowledge('USCP', 'Desk 1')).toEqual({
    share: { acknowledgedBy: 'Desk 1' },
    userErrors: [],
  });
  expect(await acknowledge('USCP', 'Desk 2')).toEqual({
    share: { acknowledgedBy: 'Desk 1' },
    userErrors: [{ code: 'ALREADY_DONE' }],
  });
});
