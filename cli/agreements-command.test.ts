import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { verifyAgreements } from '@rotunda/gateway/agreements/agreement-signature';
import { createAgreementsCommand } from './agreements-command.ts';

let folder: string;
let lines: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreements-'));
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line) => void lines.push(line));
});
afterEach(() => rm(folder, { recursive: true }));

const text = `
- id: hhs-2026
  version: 2
  agency: HHS
  budget: { requestsPerMinute: 60, costPerMinute: 6000 }
  validFrom: 2026-01-01
  validUntil: 2027-01-01
  contact: sharing@hhs.example
`;

test('what is signed is what the gateway verifies, and any other text is not', async () => {
  const file = join(folder, 'agreements.yaml');
  await writeFile(file, text);

  await createAgreementsCommand().parseAsync(['sign', file, '--keys', folder], { from: 'user' });

  const signature = await readFile(`${file}.jws`, 'utf8');
  const keys = JSON.parse(await readFile(join(folder, 'agreements.jwks.json'), 'utf8'));
  await expect(verifyAgreements(text, signature, keys)).resolves.toBeUndefined();
  await expect(verifyAgreements(text.replace('60', '61'), signature, keys)).rejects.toThrow('does not fit');
  expect(lines[0]).toBe('hhs-2026 version 2: HHS, until 2027-01-01');
});
