import { EventEmitter, once } from 'node:events';
import { createAdmission } from '@rotunda/gateway/admission/admit-request';
import { createTokenBuckets } from '@rotunda/gateway/admission/token-buckets';
import { readRecordLine } from '@rotunda/gateway/audit/record-line';
import { createRefusalRecorder } from '@rotunda/gateway/audit/record-refusals';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { systemClock } from '@rotunda/platform/clock';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { createHeldFiles } from './held-files.ts';
import { type TestLog, anEntry, createTestLog } from './open-test-log.ts';

let log: TestLog;
beforeEach(async () => {
  log = await createTestLog();
});
afterEach(() => log.remove());

async function refusals(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const records = (await log.lines()).flatMap((line) => readRecordLine(Buffer.from(line)) ?? []);
  return records.map(({ content }) => content).filter(({ kind }) => kind === 'refusal');
}

describe('a request that is turned away', () => {
  let gateway: TinyGateway;
  let delayMs = 0;
  beforeEach(async () => {
    const admit = createAdmission({
      budgetOf: ({ agency }) => ({ requestsPerMinute: agency ? 2 : 10_000, costPerMinute: 1_000 }),
      buckets: createTokenBuckets(() => 0),
      concurrent: 10_000,
      delayMs: () => delayMs,
    });
    gateway = await startTinyGateway('in process', { audit: await log.open(), admit });
  });

  const unknownHash = 'ab'.repeat(32);
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }).then((response) => response.text());

  test('leaves a record of when, who, and why', async () => {
    const token = await gateway.tokenWith([]);
    await gateway.ask('{ __typename }', { token });
    await gateway.ask('{ __typename }', { token });
    await gateway.ask('{ __typename }', { token });
    await post('{', { authorization: 'Bearer nonsense' });
    await post(JSON.stringify({ documentId: `sha256:${unknownHash}` }));
    await post('query=1', { 'content-type': 'text/plain' });
    delayMs = 10_000;
    await gateway.ask('{ __typename }');
    delayMs = 0;
    await gateway.close();

    const since = expect.stringMatching(/^\d{4}-.*Z$/);
    const anonymous = { subject: 'anonymous' };
    expect(await refusals()).toEqual([
      expect.objectContaining({
        ...{ code: 'TOO_MANY', count: 1, since, agreement: 'public@1' },
        viewer: { agency: 'TEST', subject: 'tester' },
      }),
      expect.objectContaining({ code: 'UNAUTHENTICATED', count: 1, rule: 'invalid_token' }),
      expect.objectContaining({
        ...{ code: 'PERSISTED_QUERY_NOT_FOUND', count: 1, document: unknownHash, viewer: anonymous },
      }),
      expect.objectContaining({ code: 'BAD_INPUT', rule: 'http 415', viewer: anonymous }),
      expect.objectContaining({ code: 'UNAVAILABLE', viewer: anonymous }),
    ]);
    expect((await log.lines()).join()).not.toContain('nonsense');
  });

  test('leaves its record too where it asked for a stream', async () => {
    await post(JSON.stringify({ query: 'subscription { nothing }' }), { accept: 'text/event-stream' });
    await post(JSON.stringify({ query: '{ parcels { id } }' }), {
      accept: 'text/event-stream',
      authorization: 'Bearer nonsense',
    });
    await gateway.close();

    expect(await refusals()).toEqual([
      expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED', viewer: { subject: 'anonymous' } }),
      expect.objectContaining({ code: 'UNAUTHENTICATED', rule: 'invalid_token', count: 1 }),
    ]);
  });

  test('leaves one count among a flood of its kind, and the log verifies', async () => {
    const requests = 600;
    await Promise.all(
      Array.from({ length: requests }, (_, index) =>
        post('{', { authorization: `Bearer token-${index}`, 'x-forwarded-for': `192.0.2.${index}` }),
      ),
    );
    await gateway.close();

    const records = await refusals();
    expect(records.reduce((sum, { count }) => sum + Number(count), 0)).toBe(requests);
    expect(records.length).toBeLessThan(requests / 10);
    expect(await verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys })).toMatchObject({
      finding: undefined,
    });
  });

  test('cannot have its number changed afterwards without being found', async () => {
    await post('{', { authorization: 'Bearer nonsense' });
    await gateway.close();
    const lines = await log.lines();

    await log.replaceLines(lines.map((line) => line.replace('"count":1,', '"count":9,')));

    const { finding } = await verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys });
    expect(finding).toEqual({ kind: 'altered', index: 1 });
  });
});

test('what the log could not take stays counted until it can', async () => {
  const files = createHeldFiles();
  const told = new EventEmitter();
  const audit = await log.open({
    openFile: files.openFile,
    reopenAfterMs: 1,
    report: ({ kind }) => void told.emit(kind),
  });
  const recorder = createRefusalRecorder(audit, systemClock);
  const note = () => recorder.note({ requestId: 'r', viewer: undefined, code: 'UNAUTHENTICATED' });

  files.break();
  await expect(audit.record(anEntry())).rejects.toThrow('cannot be written');
  note();
  await recorder.flush();
  note();
  const isReopened = once(told, 'reopened');
  files.repair();
  await isReopened;
  await recorder.close();
  await audit.close();

  expect(await refusals()).toEqual([expect.objectContaining({ code: 'UNAUTHENTICATED', count: 2 })]);
});
