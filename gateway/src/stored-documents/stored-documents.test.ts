import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { appendDocuments, problemsOf } from './append-documents.ts';
import { manifestFile } from './committed-documents.ts';
import { documentIdOf } from './manifest-line.ts';
import { readManifest } from './read-manifest.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const committed = readFileSync(manifestFile, 'utf8');
const contract = buildSchema(readFileSync(new URL('../../supergraph/api.graphql', import.meta.url), 'utf8'));

describe('the committed manifest', () => {
  test('holds documents that all answer by the contract', () => {
    const problems = readManifest(committed).map(({ name, document }) =>
      problemsOf(name, document, contract),
    );

    expect(problems.length).toBeGreaterThan(0);
    expect(problems.flat()).toEqual([]);
  });

  const hasHistory = existsSync(`${root}.git`);
  (hasHistory ? test : test.skip)('begins with every manifest that was ever committed', () => {
    const path = 'gateway/stored-documents/manifest.jsonl';
    const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8' });
    const commits = git('log', '--format=%H', '--diff-filter=AM', '--', path).split('\n').filter(Boolean);

    const forgotten = commits.filter((commit) => !committed.startsWith(git('show', `${commit}:${path}`)));

    expect(forgotten).toEqual([]);
  });
});

describe('a manifest', () => {
  const schema = buildSchema('type Query { a: Int b: Int }');
  const manifestOf = (...texts: string[]) => {
    const documents = texts.map((text, index) => ({ name: `document-${index}`, text }));
    const lines = appendDocuments([], documents, { schema, today: '2026-11-23' });
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  };
  const three = manifestOf('{ a }', '{ b }', '{ a b }');

  test('is read back as it was written', () => {
    expect(readManifest(three).map(({ document }) => document)).toEqual(['{ a }', '{ b }', '{ a b }']);
    expect(readManifest('')).toEqual([]);
  });

  test('of which one character was changed is refused', () => {
    fc.assert(
      fc.property(fc.nat(three.length - 1), (place) => {
        const changed = `${three.slice(0, place)}${three[place] === '0' ? '1' : '0'}${three.slice(place + 1)}`;

        expect(() => readManifest(changed)).toThrow(/manifest of stored documents/);
      }),
    );
  });

  test('of which a line was removed or moved is refused, and the line is named', () => {
    const [first = '', second = '', third = ''] = three.split('\n').map((line) => `${line}\n`);

    expect(() => readManifest(`${first}${third}`)).toThrow('Line 2');
    expect(() => readManifest(`${second}${first}${third}`)).toThrow('Line 1');
    expect(() => readManifest(three.slice(0, -1))).toThrow('cut off');
  });

  test('takes a document once, under the hash of its trimmed text', () => {
    const lines = readManifest(three);

    expect(appendDocuments(lines, [{ name: 'again', text: '\n{ a }\n' }], { schema, today: '' })).toEqual([]);
    expect(lines[0]?.id).toBe(documentIdOf('{ a }'));
  });

  test.each([
    ['{ unknown }', /Cannot query field "unknown"/],
    ['{ a', /Syntax Error/],
  ])('takes no document such as %s', (text, reason) => {
    expect(() => appendDocuments([], [{ name: 'wrong', text }], { schema, today: '' })).toThrow(reason);
  });
});
