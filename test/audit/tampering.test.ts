import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { type AuditFinding, describeFinding } from '@rotunda/gateway/audit/audit-finding';
import { canonicalJson } from '@rotunda/gateway/audit/canonical-json';
import { hashLeafText } from '@rotunda/gateway/audit/merkle-hashes';
import { writeRecordLine } from '@rotunda/gateway/audit/record-line';
import { createTreeHeadReader } from '@rotunda/gateway/audit/tree-head';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestLog, createTestLog, fillLog } from './open-test-log.ts';

let log: TestLog;
beforeEach(async () => {
  log = await createTestLog();
});
afterEach(() => log.remove());

const verify = () => verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys });

/** A line of another record in its place, with the hash that belongs to it. */
function forge(line: string, members: Readonly<Record<string, unknown>>): string {
  const { record }: { record: Record<string, unknown> } = JSON.parse(line);
  const forged = canonicalJson({ ...record, ...members });
  return writeRecordLine(hashLeafText(forged).toString('hex'), forged).trimEnd();
}

/** The lines from one on, each made to follow the one before it. */
function chain(lines: readonly string[], from: number): readonly string[] {
  const chained = [...lines];
  for (let index = from; index < chained.length; index += 1) {
    const { hash }: { hash: string } = JSON.parse(chained[index - 1] ?? '');
    chained[index] = forge(chained[index] ?? '', { index, previousHash: hash });
  }
  return chained;
}

async function change(
  to: (lines: readonly string[]) => readonly string[],
): Promise<AuditFinding | undefined> {
  await log.replaceLines(to(await log.lines()));
  return (await verify()).finding;
}

describe('the verification of an audit log', () => {
  test('finds nothing wrong with a log that nobody touched, over segments and restarts', async () => {
    await fillLog(log, 20, { segmentBytes: 2_000 });
    await fillLog(log, 5, { segmentBytes: 2_000 });

    const { finding, records, signedRecords, segments } = await verify();

    expect(finding).toBeUndefined();
    expect(records).toBe(29);
    expect(signedRecords).toBe(29);
    expect(segments).toBeGreaterThan(3);
  });

  test('names the record in which any one byte was changed', async () => {
    await fillLog(log, 6);
    const lines = await log.lines();

    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, by) => {
        const index = which % lines.length;
        const bytes = Buffer.from(lines[index] ?? '', 'latin1');
        const at = where % bytes.length;
        const changed = ((bytes[at] ?? 0) + by) % 256;
        fc.pre(changed !== 10);
        bytes[at] = changed;
        const text = lines.map((line, at) => (at === index ? bytes.toString('latin1') : line));
        const [file] = await log.files('records');
        await writeFile(file ?? '', Buffer.from(text.map((line) => `${line}\n`).join(''), 'latin1'));

        expect((await verify()).finding).toEqual({ kind: 'altered', index });
      }),
    );
  });

  test.each([0, 3, 6])('names record %i where it was removed', async (index) => {
    await fillLog(log, 6);

    expect(await change((lines) => lines.filter((_line, at) => at !== index))).toEqual({
      kind: 'removed',
      index,
    });
  });

  test('names the record that was moved behind others', async () => {
    await fillLog(log, 6);

    const finding = await change(([first = '', second = '', third = '', ...rest]) => [
      first,
      third,
      second,
      ...rest,
    ]);

    expect(finding).toEqual({ kind: 'reordered', index: 1 });
  });

  test('names the place of a record that was copied in', async () => {
    await fillLog(log, 6);

    const finding = await change((lines) => [...lines.slice(0, 4), lines[2] ?? '', ...lines.slice(4)]);

    expect(finding).toEqual({ kind: 'inserted', index: 4 });
  });

  test('names a record that was altered and given the hash that belongs to it', async () => {
    await fillLog(log, 6);

    const finding = await change((lines) =>
      lines.map((line, at) => (at === 3 ? forge(line, { requestId: 'another' }) : line)),
    );

    expect(finding).toEqual({ kind: 'altered', index: 3 });
  });

  test('names a record that was made to follow another than the one before it', async () => {
    await fillLog(log, 6);

    const finding = await change((lines) =>
      lines.map((line, at) => (at === 3 ? forge(line, { previousHash: '1'.repeat(64) }) : line)),
    );

    expect(finding).toEqual({ kind: 'altered', index: 3 });
  });

  test('finds by the signed heads that the whole chain was made anew, and between which heads', async () => {
    const open = await log.open();
    for (const requestId of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await open.record({
        requestId,
        viewer: anonymousViewer,
        variables: {},
        outcome: 'answered',
        errors: [],
      });
      if (requestId === 'b' || requestId === 'd') await open.signHead();
    }
    await open.close();

    const finding = await change((lines) => {
      const forged = lines.map((line, at) => (at === 4 ? forge(line, { requestId: 'another' }) : line));
      return chain(forged, 5);
    });

    expect(finding).toEqual({ kind: 'rewritten', from: 3, to: 4 });
    expect(finding && describeFinding(finding)).toBe(
      'One of the records 3 to 4 was altered and the chain behind it made anew: the signed head does not agree.',
    );
  });

  test('names the first record of an end that was cut off', async () => {
    await fillLog(log, 6);

    expect(await change((lines) => lines.slice(0, 5))).toEqual({ kind: 'cutOff', index: 5, promised: 8 });
  });

  test('finds an end that was cut off with its heads by a head that was kept elsewhere', async () => {
    await fillLog(log, 6);
    const [heads = ''] = await log.files('heads');
    const signed = (await readFile(heads, 'utf8')).trimEnd().split('\n');
    const kept = await createTreeHeadReader(log.signingKey.publicKeys)(signed.at(-1) ?? '');
    await writeFile(heads, `${signed[0]}\n`);
    await log.replaceLines((await log.lines()).slice(0, 5));

    const options = { folder: log.folder, keys: log.signingKey.publicKeys };

    expect((await verifyAuditLog(options)).finding).toBeUndefined();
    expect((await verifyAuditLog({ ...options, keptHeads: kept ? [kept] : [] })).finding).toEqual({
      kind: 'cutOff',
      index: 5,
      promised: 8,
    });
  });

  test('names the first record of a segment that was removed', async () => {
    await fillLog(log, 20, { segmentBytes: 2_000 });
    const [, second = '', third = ''] = await log.files('records');
    await rm(second);

    const [, index] = /(\d{12})/.exec(second) ?? [];

    expect(third).not.toBe('');
    expect((await verify()).finding).toEqual({ kind: 'removed', index: Number(index) });
  });

  test('accepts no head that another key signed', async () => {
    await fillLog(log, 2);

    const { finding } = await verifyAuditLog({
      folder: log.folder,
      keys: (await createSigningKey()).publicKeys,
    });

    expect(finding).toMatchObject({ kind: 'headForged', line: 1 });
  });

  test('takes the last line of a log that is being written for what it is', async () => {
    await fillLog(log, 2);
    const [records = ''] = await log.files('records');
    await appendFile(records, '{"hash":"12');

    expect(await verify()).toMatchObject({ finding: undefined, records: 4, unfinishedBytes: 11 });
  });

  test('finds a last line that was cut in the middle of what a head promised', async () => {
    await fillLog(log, 2);
    const [records = ''] = await log.files('records');
    await truncate(records, (await readFile(records)).length - 20);

    expect((await verify()).finding).toEqual({ kind: 'cutOff', index: 3, promised: 4 });
  });
});
