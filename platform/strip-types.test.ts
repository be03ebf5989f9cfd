import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotunda-strip-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function run(program: string): Promise<string> {
  const file = join(folder, 'program.ts');
  await writeFile(file, program);
  const words = ['--import', import.meta.resolve('@rotunda/platform/strip-types'), file];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return stdout;
}

test('a trace names the line and column that were written, below types of many lines', async () => {
  const said = await run(`interface Parcel {
  readonly weightGrams: number;
}
const weigh = ({ weightGrams }: Parcel): string => (new Error(String(weightGrams)).stack ?? '') satisfies string;
console.log(weigh({ weightGrams: 30 }));
`);

  expect(said).toMatch(/^Error: 30\n {4}at weigh \(file:.*program\.ts:4:53\)/);
});

test('a function is what was written, with nothing put round it', async () => {
  expect(await run('const double = (n: number) => n * 2;\nconsole.log(`${double}`);\n')).toBe(
    '(n        ) => n * 2\n',
  );
});

test('syntax that is more than types is refused', async () => {
  await expect(run('enum Zone { Near }\nconsole.log(Zone.Near);\n')).rejects.toThrow(
    'enum is not supported in strip-only mode',
  );
});
