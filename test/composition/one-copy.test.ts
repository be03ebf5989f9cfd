import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');

/** Every installed copy of a package, wherever npm put it. */
function copiesOf(name: string, folder = root): readonly string[] {
  const modules = join(folder, 'node_modules');
  const own = existsSync(join(modules, name, 'package.json')) ? [join(modules, name)] : [];
  return [...own, ...packagesIn(modules).flatMap((path) => copiesOf(name, path))];
}

function packagesIn(modules: string): readonly string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) =>
      name.startsWith('@')
        ? readdirSync(join(modules, name), { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .map((entry) => join(modules, name, entry.name))
        : [join(modules, name)],
    );
}

const versionOf = (folder: string): unknown =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

test.each([
  ['graphql', /^16\./],
  ['@apollo/federation-internals', /^2\.14\.4$/],
  ['@apollo/query-graphs', /^2\.14\.4$/],
  ['@apollo/query-planner', /^2\.14\.4$/],
])('%s is installed once: a second copy makes every query die', (name, version) => {
  const copies = copiesOf(name);

  expect(copies).toHaveLength(1);
  expect(copies.map(versionOf)).toEqual([expect.stringMatching(version)]);
});
