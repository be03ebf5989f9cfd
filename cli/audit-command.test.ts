import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditLog } from '@rotunda/gateway/audit/open-audit-log';
import { insertReceipt } from '@rotunda/gateway/audit/receipt';
import { systemClock } from '@rotunda/platform/clock';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runInShell } from './run-in-shell.ts';

let home: string;
let answer: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rotunda-audit-cli-'));
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const folders = { folder: join(home, 'audit'), keyFolder: join(home, 'keys') };
  const log = await openAuditLog({
    ...folders,
    headsTo: join(home, 'copies'),
    clock: systemClock,
    log: silent,
  });
  for (const requestId of ['first', 'second', 'third']) {
    const viewer = { ...anonymousViewer, subject: `asker of the ${requestId}` };
    const entry = { requestId, viewer, variables: {}, outcome: 'answered', errors: [] } as const;
    const leaf = await log.record(entry);
    const body = `{"data":{"asked":"${requestId}"}}\n`;
    answer = insertReceipt(body, await log.receiptFor(leaf, { entry, body }));
    await log.signHead();
  }
  await log.close();
});
afterAll(() => rm(home, { recursive: true }));

const audit = (...words: readonly string[]) => runInShell(['audit', ...words], { ROTUNDA_HOME: home });

async function save(name: string, content: string): Promise<string> {
  const file = join(home, name);
  await writeFile(file, content);
  return file;
}

describe('rotunda audit', () => {
  test('verify says that a log is whole', async () => {
    expect(await audit('verify')).toMatchObject({
      code: 0,
      said: 'The log is whole: 5 records in 1 segment, 6 signed heads over the first 5.\n',
    });
  });

  test.each(['nowhere', 'empty'])(
    'verify finds no log in a folder that is %s, and ends with 1',
    async (name) => {
      const folder = join(home, name);
      if (name === 'empty') await mkdir(folder);

      expect(await audit('verify', folder)).toEqual({
        code: 1,
        said: '',
        complained: `There is no audit log in ${folder}.\n`,
      });
    },
  );

  test('refuses keys that are none, in one sentence', async () => {
    const file = await save('keys.json', '{"no":"keys"}');

    expect(await audit('verify', '--keys', file)).toMatchObject({
      code: 1,
      complained: `${file} is not a JSON Web Key Set.\n`,
    });
  });

  test('verify names the record that was altered in a copy, and ends with 1', async () => {
    const copy = join(home, 'copy');
    await cp(join(home, 'audit'), copy, { recursive: true });
    const [file = ''] = (await readdir(copy)).filter((name) => name.startsWith('records-'));
    const whole = await readFile(join(copy, file), 'utf8');
    await writeFile(join(copy, file), whole.replace('asker of the second', 'asker of the fourth'));

    const { code, said } = await audit('verify', copy);

    expect(code).toBe(1);
    expect(said).toContain('Record 2 was altered.');
  });

  test('verify finds by copied heads that a log was cut together with its own', async () => {
    const cut = join(home, 'cut');
    await cp(join(home, 'audit'), cut, { recursive: true });
    const copies = join(home, 'copies');
    for (const name of await readdir(cut)) {
      const lines = (await readFile(join(cut, name), 'utf8')).split('\n');
      const kept = name.startsWith('heads-') ? 1 : 3;
      if (name !== 'lock') await writeFile(join(cut, name), `${lines.slice(0, kept).join('\n')}\n`);
    }

    expect(await audit('verify', '--heads', copies)).toMatchObject({ code: 0 });
    expect(await audit('verify', cut)).toMatchObject({ code: 0 });
    expect(await audit('verify', cut, '--heads', copies)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Record 3 and those behind it were cut off: a signed head counts 5.'),
    });
    expect(await audit('verify', '--heads', home)).toMatchObject({
      code: 1,
      complained: `No head was copied to ${home}.\n`,
    });
  });

  test('show prints the last operations, oldest first', async () => {
    const { code, said } = await audit('show', '--last', '2');

    expect(code).toBe(0);
    expect(said.trimEnd().split('\n')).toEqual([
      expect.stringContaining('asker of the second'),
      expect.stringContaining('asker of the third'),
    ]);
  });

  test('prove prints what verify-proof accepts, and refuses what is not recorded', async () => {
    const proof = await save('proof.json', (await audit('prove', 'second')).said);

    expect(await audit('verify-proof', proof)).toMatchObject({
      code: 0,
      said: expect.stringContaining('asker of the second'),
    });
    expect(await audit('prove', 'fourth')).toMatchObject({
      code: 1,
      complained: 'No operation with the request id fourth is recorded.\n',
    });
  });

  test('prove-growth prints what verify-proof accepts', async () => {
    const proof = await save('growth.json', (await audit('prove-growth', '2')).said);

    expect(await audit('verify-proof', proof)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^The log of 5 records .* begins with all 2 of /),
    });
  });

  test('verify-receipt tells an answer from one that was changed', async () => {
    const saved = await save('answer.json', answer);
    const changed = await save('changed.json', answer.replace('third', 'fifth'));

    expect(await audit('verify-receipt', saved)).toMatchObject({
      code: 0,
      said: expect.stringContaining('third'),
    });
    expect(await audit('verify-receipt', changed)).toMatchObject({
      code: 1,
      complained: 'The answer is not the one that the receipt was signed for.\n',
    });
  });
});
