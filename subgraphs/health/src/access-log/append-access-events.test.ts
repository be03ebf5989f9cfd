import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import {
  type Hospital,
  aCondition,
  aDoctor,
  anOfficer,
  askWing,
  openHospital,
  valueAt,
} from '../../test/hospital.ts';
import { createHealth } from '../create-health.ts';

let hospital: Hospital;
let patientId: string;
beforeAll(async () => {
  hospital = await openHospital();
  patientId = await hospital.admit();
  await hospital.assign(patientId, 'dr-team');
  await hospital.record(patientId, aCondition('38341003', 'Hypertension'));
});
afterAll(() => hospital.close());

const open =
  'query ($id: ID!) { patient(id: $id) { id name { text } conditions { totalCount nodes { id } } } }';
const verify = '{ verifyAuditChain { events intact } }';

async function openTimes(times: number): Promise<void> {
  await Promise.all(
    Array.from({ length: times }, () => hospital.ask(aDoctor('dr-team'), open, { id: patientId })),
  );
}

async function verifiedEvents(): Promise<unknown> {
  const answer = await hospital.ask(anOfficer('auditor'), verify);
  expect(valueAt(answer, 'verifyAuditChain', 'intact')).toBe(true);
  return valueAt(answer, 'verifyAuditChain', 'events');
}

const refuseEvents = 'ALTER TABLE access_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID';
const takeEvents = 'ALTER TABLE access_event DROP CONSTRAINT full_disk';

describe('an access event', () => {
  test('that cannot be written fails the read', async () => {
    await hospital.pool.query(refuseEvents);

    const { data, errors } = await hospital.ask(aDoctor('dr-team'), open, { id: patientId });
    await hospital.pool.query(takeEvents);

    expect(data).toEqual({ patient: null });
    expect(errors).toHaveLength(1);
  });

  test('is on disk before any row of the chart is read', async () => {
    const before = Number(await verifiedEvents());
    await hospital.pool.query('ALTER TABLE record RENAME COLUMN content TO content_away');

    const { errors } = await hospital.ask(aDoctor('dr-team'), open, { id: patientId });
    await hospital.pool.query('ALTER TABLE record RENAME COLUMN content_away TO content');

    expect(errors).toBeDefined();
    expect(await verifiedEvents()).toBe(before + 1);
  });

  test('can be written again after a failure, and the chain has no gap', async () => {
    const before = Number(await verifiedEvents());
    await openTimes(1);
    await hospital.pool.query(refuseEvents);
    await openTimes(1);
    await hospital.pool.query(takeEvents);
    await openTimes(1);

    expect(await verifiedEvents()).toBe(before + 2);
  });

  test('of a hundred readings at once stands in one sound chain', async () => {
    const before = Number(await verifiedEvents());

    await openTimes(100);

    expect(await verifiedEvents()).toBe(before + 100);
  });

  test('of two processes that share a log stands in one sound chain', async () => {
    const before = Number(await verifiedEvents());
    const other = await createHealth({ databaseUrl: hospital.databaseUrl, clock: systemClock });

    await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        askWing(turn % 2 ? other : hospital.health, aDoctor('dr-team'), open, { id: patientId }),
      ),
    );
    await other.close();

    expect(await verifiedEvents()).toBe(before + 40);
  });

  test('cannot be changed, removed or emptied through SQL', async () => {
    await openTimes(1);

    for (const statement of [
      "UPDATE access_event SET actor = 'somebody else'",
      'DELETE FROM access_event',
      'TRUNCATE access_event',
    ]) {
      await expect(hospital.pool.query(statement)).rejects.toThrow('never changed or removed');
    }
  });
});

test('only officers verify the chain', async () => {
  const { data, errors } = await hospital.ask(aDoctor('dr-team'), verify);

  expect(data).toEqual({ verifyAuditChain: null });
  expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});
