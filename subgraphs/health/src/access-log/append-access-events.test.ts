import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import { type Hospital, aCondition, aDoctor, anOfficer, askWing, openHospital } from '../../test/hospital.ts';
import { createHealth } from '../create-health.ts';

let hospital: Hospital;
let patientId: string;
beforeEach(async () => {
  hospital = await openHospital();
  patientId = await hospital.admit();
  await hospital.assign(patientId, 'dr-team');
  await hospital.record(patientId, aCondition('38341003', 'Hypertension'));
});
afterEach(() => hospital.close());

const open =
  'query ($id: ID!) { patient(id: $id) { id name { text } conditions { totalCount nodes { id } } } }';
const verify = '{ verifyAuditChain { events intact firstBreakAt to headHash } }';

async function openTimes(times: number): Promise<void> {
  await Promise.all(
    Array.from({ length: times }, () => hospital.ask(aDoctor('dr-team'), open, { id: patientId })),
  );
}

/** What somebody with the rights of the database's owner can do. */
async function tamper(...statements: string[]): Promise<void> {
  await hospital.pool.query('ALTER TABLE access_event DISABLE TRIGGER USER');
  for (const statement of statements) await hospital.pool.query(statement);
}

describe('an access event', () => {
  test('that cannot be written fails the read', async () => {
    await hospital.pool.query('ALTER TABLE access_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID');

    const { data, errors } = await hospital.ask(aDoctor('dr-team'), open, { id: patientId });

    expect(data).toEqual({ patient: null });
    expect(errors).toHaveLength(1);
  });

  test('is on disk before any row of the chart is read', async () => {
    await hospital.pool.query('ALTER TABLE record RENAME TO record_away');

    const { errors } = await hospital.ask(aDoctor('dr-team'), open, { id: patientId });
    const { rows } = await hospital.pool.query('SELECT outcome FROM access_event');

    expect(errors).toBeDefined();
    expect(rows).toEqual([{ outcome: 'PERMITTED' }]);
  });

  test('can be written again after a failure, and the chain has no gap', async () => {
    await openTimes(1);
    await hospital.pool.query('ALTER TABLE access_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID');
    await openTimes(1);
    await hospital.pool.query('ALTER TABLE access_event DROP CONSTRAINT full_disk');
    await openTimes(1);

    const { data } = await hospital.ask(anOfficer('auditor'), verify);

    expect(data?.['verifyAuditChain']).toMatchObject({ events: 2, intact: true });
  });

  test('of a hundred readings at once stands in one sound chain', async () => {
    await openTimes(100);

    const { data } = await hospital.ask(anOfficer('auditor'), verify);

    expect(data?.['verifyAuditChain']).toMatchObject({ events: 100, intact: true, firstBreakAt: null });
  });

  test('of two processes that share a log stands in one sound chain', async () => {
    const other = await createHealth({ databaseUrl: hospital.databaseUrl, clock: systemClock });

    await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        askWing(turn % 2 ? other : hospital.health, aDoctor('dr-team'), open, { id: patientId }),
      ),
    );
    await other.close();
    const { data } = await hospital.ask(anOfficer('auditor'), verify);

    expect(data?.['verifyAuditChain']).toMatchObject({ events: 40, intact: true });
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

describe('verification names the first event that does not stand as written', () => {
  test.each([
    ['altered', 3, ["UPDATE access_event SET actor = 'x' WHERE sequence = 3"]],
    ['deleted', 4, ['DELETE FROM access_event WHERE sequence = 4']],
    [
      'reordered',
      2,
      [
        'UPDATE access_event SET sequence = -1 WHERE sequence = 2',
        'UPDATE access_event SET sequence = 2 WHERE sequence = 5',
        'UPDATE access_event SET sequence = 5 WHERE sequence = -1',
      ],
    ],
    ['cut off at the end', 5, ['DELETE FROM access_event WHERE sequence >= 5']],
    [
      'the newest, rewritten with a hash of its own',
      6,
      [`UPDATE access_event SET chain_hash = '${'a'.repeat(64)}' WHERE sequence = 6`],
    ],
    [
      'added behind the end',
      7,
      [
        `INSERT INTO access_event SELECT log, 7, at, actor, practitioner, organization, patient_id, basis, purpose, outcome,
           action, record_kinds, request_id, chain_hash FROM access_event WHERE sequence = 6`,
      ],
    ],
  ])('%s', async (_what, sequence, statements) => {
    await openTimes(6);
    await tamper(...statements);

    const { data } = await hospital.ask(anOfficer('privacy-officer'), verify);

    expect(data?.['verifyAuditChain']).toMatchObject({ intact: false, firstBreakAt: sequence });
  });

  test('and is for officers only', async () => {
    const { data, errors } = await hospital.ask(aDoctor('dr-team'), verify);

    expect(data).toEqual({ verifyAuditChain: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});
