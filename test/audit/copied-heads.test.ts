import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createHeadCopies } from '@rotunda/gateway/audit/copy-heads';
import { copiedHeadsFile, headKeeperOf } from '@rotunda/gateway/audit/head-keepers';
import { readHeads } from '@rotunda/gateway/audit/read-heads';
import { createTreeHeadReader } from '@rotunda/gateway/audit/tree-head';
import { verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestLog, anEntry, createTestLog, fillLog } from './open-test-log.ts';

let log: TestLog;
let elsewhere: string;
beforeEach(async () => {
  log = await createTestLog();
  elsewhere = await mkdtemp(join(tmpdir(), 'rotunda-heads-'));
});
afterEach(async () => {
  await log.remove();
  await rm(elsewhere, { recursive: true });
});

const unexpected = (problem: unknown) => {
  throw new Error('No copy was to fail.', { cause: problem });
};

async function copiedHeads(folder = elsewhere) {
  return readHeads(copiedHeadsFile(folder), createTreeHeadReader(log.signingKey.publicKeys));
}

/** A log of so many records, of which every head was copied. */
async function fillCopiedLog(count: number): Promise<void> {
  const copies = createHeadCopies({ keep: headKeeperOf(elsewhere), report: unexpected });
  await fillLog(log, count, { onHead: copies.add });
  await copies.close();
}

async function verifyAgainstCopies() {
  const { heads: keptHeads } = await copiedHeads();
  return verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys, keptHeads });
}

describe('heads that are copied to another folder', () => {
  test('are all that were signed, and agree with the log', async () => {
    await fillCopiedLog(4);
    const [file = ''] = await log.files('heads');
    const signed = (await readFile(file, 'utf8')).trim().split('\n');

    const { heads, forgedLine } = await copiedHeads();

    // The first head of a segment stands before its first record and promises nothing.
    expect(heads.map(({ jws }) => jws)).toEqual(signed.slice(1));
    expect(forgedLine).toBeUndefined();
    expect((await verifyAgainstCopies()).finding).toBeUndefined();
  });

  test('show that the end of a log was cut off together with its own heads', async () => {
    await fillCopiedLog(6);
    const [heads = ''] = await log.files('heads');
    const [first = ''] = (await readFile(heads, 'utf8')).split('\n');
    await writeFile(heads, `${first}\n`);
    await log.replaceLines((await log.lines()).slice(0, 4));

    const alone = await verifyAuditLog({ folder: log.folder, keys: log.signingKey.publicKeys });

    expect(alone.finding).toBeUndefined();
    expect((await verifyAgainstCopies()).finding).toEqual({ kind: 'cutOff', index: 4, promised: 8 });
  });

  test('show that a whole log is gone', async () => {
    await fillCopiedLog(2);
    for (const name of await readdir(log.folder)) await rm(join(log.folder, name));

    expect((await verifyAgainstCopies()).finding).toEqual({ kind: 'cutOff', index: 0, promised: 4 });
  });

  test('show that another history was written and signed with the stolen key', async () => {
    await fillCopiedLog(3);
    for (const name of await readdir(log.folder)) await rm(join(log.folder, name));
    await fillLog(log, 3);

    expect((await verifyAgainstCopies()).finding).toMatchObject({ kind: 'rewritten' });
  });

  test('are whole lines even behind one that a crash tore', async () => {
    await writeFile(copiedHeadsFile(elsewhere), 'eyJhbGciOi');
    await fillCopiedLog(1);

    const { heads, forgedLine } = await copiedHeads();

    expect(heads.map(({ size }) => size)).toEqual([1, 3]);
    expect(forgedLine).toBeUndefined();
  });
});

describe('a witness that is sent heads', () => {
  let server: Server;
  let url: string;
  let status = 200;
  const told = new EventEmitter();
  const received: string[] = [];
  beforeEach(async () => {
    status = 200;
    received.length = 0;
    server = createServer((request, response) => {
      void text(request).then((body) => {
        if (status === 200) received.push(...body.trim().split('\n'));
        response.writeHead(status).end();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/heads`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('has every head in its order, those too that it did not take at first, and no record waits for it', async () => {
    status = 500;
    const copies = createHeadCopies({
      keep: headKeeperOf(url),
      report: ({ kind }) => void told.emit(kind),
      firstRetryMs: 1,
    });
    const failed = once(told, 'failed');
    const audit = await log.open({ onHead: copies.add });
    await audit.record(anEntry());
    await audit.signHead();
    await failed;

    const recovered = once(told, 'recovered');
    status = 200;
    await recovered;
    await audit.close();
    await copies.close();

    const read = createTreeHeadReader(log.signingKey.publicKeys);
    const heads = await Promise.all(received.map(read));
    expect(heads.map((head) => head?.size)).toEqual([1, 2, 3]);
  });

  test.each(['http://witness.example/heads', 'ftp://witness.example/heads'])('is not %s', (address) => {
    expect(() => headKeeperOf(address)).toThrow(/must be a folder or an https URL/);
  });
});
