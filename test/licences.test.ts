import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const free = [
  'MIT',
  'ISC',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '0BSD',
  'Unlicense',
  'MIT and ISC',
  '(MIT AND BSD-3-Clause)',
];

test('every package to run is under a free licence, or named with its own in docs/licences.md', async () => {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    await readFile('package-lock.json', 'utf8'),
  );
  const page = await readFile('docs/licences.md', 'utf8');

  const exceptions = Object.entries(lock.packages).flatMap(([path, { license, dev, link }]) => {
    const name = path.split('node_modules/').at(-1);
    return !path.includes('node_modules/') || dev || link || free.includes(license ?? '')
      ? []
      : [String(name)];
  });

  expect(exceptions.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
