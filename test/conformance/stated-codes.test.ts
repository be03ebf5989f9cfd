import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { publicCodes } from '@rotunda/gateway/public-error';

const page = readFileSync(new URL('../../docs/partners/errors.md', import.meta.url), 'utf8');

/** The codes in the first column of each table. */
const told = [...page.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code),
);

test('every code that a client may meet is told to partners, and no other', () => {
  expect([...new Set(told)].sort()).toEqual([...publicCodes].sort());
});

test.each(publicCodes)('whoever meets %s is told what to do', (code) => {
  const rows = page.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${code}\``));

  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.split('|').at(-2)?.trim()).toMatch(/\w{2}/);
});
