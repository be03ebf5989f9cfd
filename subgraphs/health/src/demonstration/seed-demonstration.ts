import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Clock } from '@rotunda/platform/clock';
import { connectClient } from '@rotunda/platform/connect-client';
import { importFhir } from '../fhir-import/import-fhir.ts';
import { demonstrationNdjson } from './demonstration-ndjson.ts';

const jobName = 'Demonstration patients';
const demonstration = { patients: 120, seed: 1 };
const silent = { expect: () => undefined, advance: () => undefined };

/** Loads the demonstration's patients through the importer itself; does nothing where they have been loaded before. */
export async function seedDemonstration(terms: {
  readonly databaseUrl: string;
  readonly clock: Clock;
}): Promise<void> {
  if (await isSeeded(terms.databaseUrl)) return;
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-demonstration-'));
  try {
    const file = join(folder, 'demonstration.ndjson');
    await writeFile(file, Readable.from(demonstrationNdjson(demonstration)));
    const report = await importFhir({
      ...terms,
      files: [file],
      faultPolicy: 'skip',
      progress: silent,
      jobName,
      startedBy: 'seed',
    });
    if (report.faultCount > 0)
      throw new Error(`The demonstration's patients are not valid: ${report.faults[0]?.message}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function isSeeded(databaseUrl: string): Promise<boolean> {
  const client = await connectClient(databaseUrl);
  try {
    const { rows } = await client.query(
      `SELECT FROM import_job WHERE name = $1 AND state LIKE 'COMPLETED%' LIMIT 1`,
      [jobName],
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}
