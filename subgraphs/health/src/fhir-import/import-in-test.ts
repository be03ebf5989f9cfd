import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClient } from '@rotunda/platform/connect-client';
import { createTestDatabase } from '@rotunda/platform/test-database';
import type pg from 'pg';
import { importFhir, type FhirImportReport, type FhirImportRequest } from './import-fhir.ts';

/** A database of its own, a folder for source files, and what tests ask of both. */
export interface ImportBench {
  readonly url: string;
  readonly client: pg.Client;
  /** Writes a source file and gives its path. */
  file(name: string, content: string | Buffer): Promise<string>;
  importFiles(files: readonly string[], terms?: Partial<FhirImportRequest>): Promise<FhirImportReport>;
  /** Outcomes of a job's lines in source order; entries of Bundles too, as `LOADED/1`. */
  outcomes(report: FhirImportReport): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens a bench; close it after the test file. */
export async function openImportBench(): Promise<ImportBench> {
  const database = await createTestDatabase('health');
  const client = await connectClient(database.url);
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-import-test-'));
  return {
    url: database.url,
    client,
    async file(name, content) {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    importFiles: (files, terms) =>
      importFhir({ databaseUrl: database.url, files, faultPolicy: 'skip', progress: silent, ...terms }),
    async outcomes({ jobId }) {
      const { rows } = await client.query<{ outcome: string; entry: number }>(
        'SELECT outcome, entry FROM import_ledger WHERE import_job_id = $1 ORDER BY file_number, line, entry',
        [jobId],
      );
      return rows.map(({ outcome, entry }) => (entry === 0 ? outcome : `${outcome}/${entry}`));
    },
    async close() {
      await client.end();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

const silent = { expect: () => undefined, advance: () => undefined };

/** NDJSON of resources; a string stands as it is. */
export function ndjson(...lines: readonly (object | string)[]): string {
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
}

/** A small valid Patient. */
export function aPatient(id: string, more: object = {}): object {
  return {
    resourceType: 'Patient',
    id,
    name: [{ family: 'Demo-Elm', given: ['Ada'] }],
    gender: 'female',
    ...more,
  };
}

/** A small valid Observation of a patient. */
export function anObservation(id: string, patient: string, more: object = {}): object {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { text: 'Heart rate' },
    subject: { reference: patient },
    ...more,
  };
}
