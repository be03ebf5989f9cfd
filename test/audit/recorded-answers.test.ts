import { readFile } from 'node:fs/promises';
import type { AuditLog } from '@rotunda/gateway/audit/audit-log';
import { checkReceipt } from '@rotunda/gateway/audit/receipt';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { type HeldFiles, createHeldFiles } from './held-files.ts';
import { type TestLog, createTestLog } from './open-test-log.ts';

describe.each(topologies)('an operation answered %s', (topology) => {
  let log: TestLog;
  let files: HeldFiles;
  let audit: AuditLog;
  let gateway: TinyGateway;
  beforeEach(async () => {
    log = await createTestLog();
    files = createHeldFiles();
    audit = await log.open({ openFile: files.openFile, reopenAfterMs: 60_000 });
    gateway = await startTinyGateway(topology, { audit });
  });
  afterEach(async () => {
    await gateway.close();
    await log.remove();
  });

  async function operations(): Promise<readonly Record<string, unknown>[]> {
    const lines = (await log.lines()).map((line): { record: Record<string, unknown> } => JSON.parse(line));
    return lines.map(({ record }) => record).filter(({ kind }) => kind === 'operation');
  }

  test('leaves one record of who asked what and why, and nothing that was asked in clear', async () => {
    const token = await gateway.tokenWith(['clinic:read'], { purposes: ['TREATMENT'] });

    const { headers } = await gateway.ask('query Chart($id: ID!) { patient(id: $id) { id name } }', {
      token,
      variables: { id: 'p-secret-1' },
    });

    expect(await operations()).toEqual([
      expect.objectContaining({
        requestId: headers.get('x-request-id'),
        viewer: { agency: 'TEST', purpose: 'TREATMENT', subject: 'tester' },
        operation: { fields: expect.any(String), name: 'Chart', type: 'query' },
        document: expect.stringMatching(/^[0-9a-f]{64}$/),
        keys: { 'Query.patient(id:)': [expect.any(String)] },
        agreement: expect.any(String),
      }),
    ]);
    const everything = await Promise.all((await log.files('records')).map((file) => readFile(file, 'utf8')));
    expect(everything.join()).not.toContain('p-secret-1');
  });

  test('leaves the coordinates that were denied, and the code that said so', async () => {
    await gateway.ask('{ patient(id: "p1") { id name } }');

    expect(await operations()).toEqual([
      expect.objectContaining({ errors: ['UNAUTHORIZED_FIELD_OR_TYPE'], outcome: 'partial' }),
    ]);
    expect((await log.lines()).join()).toContain('"denied":["Query.patient"]');
  });

  test('leaves a record as well where it was refused, by the rules, by its variables, or by the parser', async () => {
    await gateway.ask('{ nothing }');
    await gateway.ask('query Q($id: ID!) { patient(id: $id) { id } }', { variables: {} });
    await gateway.ask('{ never closed');

    expect(await operations()).toEqual([
      expect.objectContaining({ errors: ['GRAPHQL_VALIDATION_FAILED'], outcome: 'refused' }),
      expect.objectContaining({ errors: ['BAD_INPUT'], outcome: 'refused' }),
      expect.objectContaining({ errors: ['GRAPHQL_PARSE_FAILED'], outcome: 'refused' }),
    ]);
  });

  test('is not answered before its record is durable', async () => {
    const isHeld = files.hold();
    let isAnswered = false;

    const answering = gateway.ask('{ __typename }').then((answer) => {
      isAnswered = true;
      return answer;
    });
    await isHeld;
    const whileHeld = isAnswered;
    files.release();

    expect((await answering).data).toEqual({ __typename: 'Query' });
    expect(whileHeld).toBe(false);
  });

  test('is not answered where it could not be recorded, and the next one does not begin', async () => {
    await gateway.ask('{ parcels { id } }');
    const askedBefore = gateway.asked.length;
    files.break();

    const first = await gateway.ask('{ parcels { id } }');
    const second = await gateway.ask('{ parcels { id } }');

    for (const { status, data, errors } of [first, second]) {
      expect(status).toBe(503);
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    }
    expect(gateway.asked).toHaveLength(askedBefore + 1);
    expect(audit.healthy()).toBe(false);
    files.repair();
  });

  test('carries a receipt where the client asks for one, and only there', async () => {
    const plain = await gateway.ask('{ __typename }');
    const { text } = await gateway.ask('{ __typename }', { headers: { 'x-audit-receipt': '1' } });

    expect(plain.text).not.toContain('receipt');
    expect(await checkReceipt(Buffer.from(text), log.signingKey.publicKeys)).toMatchObject({
      kind: 'valid',
      facts: { requestId: expect.any(String) },
    });
  });

  test('is in a log that verifies while the gateway runs', async () => {
    await Promise.all(Array.from({ length: 50 }, () => gateway.ask('{ parcels { id } }')));
    await audit.signHead();

    expect(await verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys })).toMatchObject({
      finding: undefined,
      signedRecords: 52,
    });
  });
});
