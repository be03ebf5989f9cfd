import { checkProof } from '@rotunda/gateway/audit/check-proof';
import { proveGrowth, proveRecord } from '@rotunda/gateway/audit/log-proofs';
import { findRecords } from '@rotunda/gateway/audit/find-records';
import { StartProblem } from '@rotunda/platform/start-problem';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { describeOperation } from '@rotunda/gateway/audit/describe-operation';
import { type TestLog, anEntry, createTestLog, testHashKey } from './open-test-log.ts';

let log: TestLog;
beforeAll(async () => {
  log = await createTestLog();
  const open = await log.open({ segmentBytes: 3_000 });
  for (let index = 0; index < 40; index += 1) {
    const coerced = { id: `p${index % 10}` };
    await open.record(anEntry({ requestId: `r${index}`, operation: chart, variables: coerced, coerced }));
    if (index === 12) await open.signHead();
  }
  await open.close();
});
afterAll(() => log.remove());

const document = parse('query Chart($id: ID!) { patient(id: $id) { id } }');
const [operation] = document.definitions;
if (operation?.kind !== 'OperationDefinition') throw new Error('The first definition is the operation.');
const schema = buildSchema('type Query { patient(id: ID!): Patient } type Patient { id: ID }');
const chart = describeOperation({ document, operation }, schema, () => false);

const source = () => ({ folder: log.folder, keys: log.signingKey.publicKeys });
const check = (proof: unknown) => checkProof(JSON.parse(JSON.stringify(proof)), log.signingKey.publicKeys);

describe('a proof', () => {
  test.each(['r0', 'r17', 'r39'])(
    'shows without the log that the operation %s is in it',
    async (requestId) => {
      const shown = await check(await proveRecord(source(), requestId));

      expect(shown).toMatchObject({ kind: 'included', record: expect.stringContaining(`"${requestId}"`) });
    },
  );

  test('of a record shows nothing once the record was changed', async () => {
    const proof = await proveRecord(source(), 'r17');

    expect(await check({ ...proof, record: proof.record.replace('r17', 'r18') })).toEqual({
      kind: 'invalid',
    });
    expect(await check({ ...proof, index: proof.index + 1 })).toEqual({ kind: 'invalid' });
  });

  test('shows that the log of one head is the beginning of that of another', async () => {
    const first = await sizeOfAskedHead();

    const shown = await check(await proveGrowth(source(), first));

    expect(shown).toMatchObject({ kind: 'consistent', first: { size: first } });
  });

  test('cannot be had for what is not recorded, nor from a size at which nothing was signed', async () => {
    await expect(proveRecord(source(), 'nobody')).rejects.toThrow(StartProblem);
    await expect(proveGrowth(source(), 2)).rejects.toThrow('No head was signed over 2 records');
  });
});

/** The size at which a head was asked for; records of fields stand between those of operations. */
async function sizeOfAskedHead(): Promise<number> {
  const index = (await log.lines()).findIndex((line) => line.includes('"requestId":"r12"'));
  return index + 1;
}

describe('the search of a log', () => {
  test('finds the last operations over segments, oldest first', async () => {
    const found = await findRecords({ folder: log.folder, last: 30 });

    expect((await log.files('records')).length).toBeGreaterThan(2);
    expect(found.map(({ content }) => content['requestId'])).toEqual(
      Array.from({ length: 30 }, (_, at) => `r${at + 10}`),
    );
  });

  test('finds who asked for one entity by its key, and nothing for a key that nobody asked for', async () => {
    const about = (key: string) =>
      findRecords({ folder: log.folder, last: 10, about: { key, hashKey: testHashKey } });

    expect((await about('p3')).map(({ content }) => content['requestId'])).toEqual([
      'r3',
      'r13',
      'r23',
      'r33',
    ]);
    expect(await about('p77')).toEqual([]);
  });
});
