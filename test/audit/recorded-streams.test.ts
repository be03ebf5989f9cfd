import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import type { AuditLog } from '@rotunda/gateway/audit/audit-log';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { follow } from '../live/follow.ts';
import { type HeldFiles, createHeldFiles } from './held-files.ts';
import { type TestLog, createTestLog } from './open-test-log.ts';

const scanned = 'subscription Scans($after: Int) { parcelScanned(resumeFrom: $after) { id weightGrams } }';

describe('a subscription', () => {
  let log: TestLog;
  let files: HeldFiles;
  let audit: AuditLog;
  let gateway: TinyGateway;
  beforeEach(async () => {
    log = await createTestLog();
    files = createHeldFiles();
    audit = await log.open({ openFile: files.openFile, reopenAfterMs: 60_000 });
    gateway = await startTinyGateway('in process', { audit, admit: admitEverybody });
  });
  afterEach(async () => {
    await gateway.close();
    await log.remove();
  });

  async function operations(): Promise<readonly Record<string, unknown>[]> {
    const lines = (await log.lines()).map((line): { record: Record<string, unknown> } => JSON.parse(line));
    return lines.map(({ record }) => record).filter(({ kind }) => kind === 'operation');
  }

  test('is recorded before its first event is seen, and when it is left, with how many it gave', async () => {
    const following = follow('server-sent events', gateway.url, scanned);
    gateway.belt.scan('p1');
    await following.next();
    const whileFollowed = await operations();

    following.leave();
    while ((await operations()).length < 2) await new Promise((resolve) => setImmediate(resolve));

    expect(whileFollowed).toEqual([
      expect.objectContaining({
        outcome: 'followed',
        document: expect.stringMatching(/^[0-9a-f]{64}$/),
        operation: { fields: expect.any(String), name: 'Scans', type: 'subscription' },
      }),
    ]);
    expect(await operations()).toEqual([
      ...whileFollowed,
      expect.objectContaining({ outcome: 'left', events: 1 }),
    ]);
  });

  test('does not begin where it cannot be recorded', async () => {
    files.break();
    const following = follow('server-sent events', gateway.url, scanned);
    gateway.belt.scan('p1');

    expect(await following.next()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect(gateway.asked).toEqual([]);
    files.repair();
  });
});
