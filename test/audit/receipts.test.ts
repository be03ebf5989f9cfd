import { checkReceipt, insertReceipt } from '@rotunda/gateway/audit/receipt';
import type { AuditLog } from '@rotunda/gateway/audit/audit-log';
import { signStatement } from '@rotunda/gateway/audit/signed-statement';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestLog, anEntry, createTestLog } from './open-test-log.ts';

let log: TestLog;
let open: AuditLog;
beforeAll(async () => {
  log = await createTestLog();
  open = await log.open();
});
afterAll(async () => {
  await open.close();
  await log.remove();
});

async function answerWithReceipt(body: string): Promise<string> {
  const entry = anEntry({ requestId: 'r1', agreement: 'vha@2', document: 'd'.repeat(64) });
  const leaf = await open.record(entry);
  return insertReceipt(body, await open.receiptFor(leaf, { entry, body }));
}

const check = (answer: Buffer | string) => checkReceipt(Buffer.from(answer), log.signingKey.publicKeys);

describe('a receipt', () => {
  test('stands in the extensions of an answer that is otherwise what it was', async () => {
    const plain = { data: { patient: { name: 'Zoë' } } };

    const answer = JSON.parse(await answerWithReceipt(`${JSON.stringify(plain)}\n`));

    expect(answer).toEqual({ ...plain, extensions: { receipt: expect.any(String) } });
  });

  test('stands beside other extensions', async () => {
    const plain = { data: null, extensions: { cost: { estimated: 3 } } };

    const answer = await answerWithReceipt(JSON.stringify(plain));

    expect(JSON.parse(answer)).toEqual({
      data: null,
      extensions: { cost: { estimated: 3 }, receipt: expect.any(String) },
    });
    expect(await check(answer)).toMatchObject({ kind: 'valid' });
  });

  test('says which document was answered, under which agreement, and where the record stands', async () => {
    expect(await check(await answerWithReceipt('{"data":{"patient":{"name":"Zoë"}}}\n'))).toMatchObject({
      kind: 'valid',
      facts: {
        agreement: 'vha@2',
        document: 'd'.repeat(64),
        leafIndex: expect.any(Number),
        requestId: 'r1',
        response: expect.stringMatching(/^[0-9a-f]{64}$/),
        rootHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        treeSize: expect.any(Number),
      },
    });
  });

  test.each(['{"data":{"patient":{"name":"Zoë"}}}\n', '{"data":null,"extensions":{"cost":{"limit":1}}}'])(
    'is worth nothing once any one byte of %s was changed, left out or put in',
    async (body) => {
      const answer = Buffer.from(await answerWithReceipt(body));
      const place = fc.nat({ max: answer.length - 1 });

      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
          const changed = Buffer.from(answer);
          changed[at] = ((changed[at] ?? 0) + by) % 256;
          const shorter = Buffer.concat([answer.subarray(0, at), answer.subarray(at + 1)]);
          const longer = Buffer.concat([answer.subarray(0, at), Buffer.of(by), answer.subarray(at)]);

          for (const other of [changed, shorter, longer])
            expect(await check(other)).not.toMatchObject({ kind: 'valid' });
        }),
        { numRuns: 300 },
      );
    },
    120_000,
  );

  test('of another key, or signed for another purpose, is forged', async () => {
    const body = '{"data":null}';
    const answer = await answerWithReceipt(body);
    const others = await createSigningKey();

    const statement = await signStatement('audit-tree-head', { response: 'x' }, log.signingKey);

    expect(await checkReceipt(Buffer.from(answer), others.publicKeys)).toEqual({ kind: 'forged' });
    expect(await check(insertReceipt(body, statement))).toEqual({ kind: 'forged' });
    expect(await check(body)).toEqual({ kind: 'missing' });
  });
});
