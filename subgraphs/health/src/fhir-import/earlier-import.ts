import type pg from 'pg';
import type { KnownRecords } from './known-records.ts';

/** The last completed reading of the same file from the same source system. */
export interface EarlierImport {
  readonly jobId: string;
  readonly file: number;
}

interface SettledRow {
  readonly line: number;
  readonly entry: number;
  readonly source_hash: string;
}

/** Where a file was imported before, if it was. */
export async function findEarlierImport(
  client: pg.ClientBase,
  sourceSystem: string,
  fingerprint: string,
): Promise<EarlierImport | undefined> {
  const { rows } = await client.query<{ readonly import_job_id: string; readonly file_number: number }>(
    `SELECT f.import_job_id, f.file_number FROM import_file f JOIN import_job j USING (import_job_id)
      WHERE f.fingerprint = $2 AND f.state = 'COMPLETED' AND j.source_system = $1 AND j.state LIKE 'COMPLETED%'
      ORDER BY j.finished_at DESC LIMIT 1`,
    [sourceSystem, fingerprint],
  );
  const [row] = rows;
  return row && { jobId: row.import_job_id, file: row.file_number };
}

/** Adds what the same lines were when they were imported before: a file that says one id twice says nothing new the second time. */
export async function addSettledLines(
  client: pg.ClientBase,
  earlier: EarlierImport,
  lines: { readonly from: number; readonly to: number },
  known: KnownRecords,
): Promise<void> {
  const { rows } = await client.query<SettledRow>({
    name: 'import-settled-lines',
    text: `SELECT line, entry, source_hash FROM import_ledger
            WHERE import_job_id = $1 AND file_number = $2 AND line BETWEEN $3 AND $4 AND record_id IS NOT NULL AND source_hash IS NOT NULL`,
    values: [earlier.jobId, earlier.file, lines.from, lines.to],
  });
  for (const { line, entry, source_hash } of rows) known.settled.set(lineKey(line, entry), source_hash);
}

/** The key of a line, or of an entry of a Bundle line. */
export function lineKey(line: number, entry: number): string {
  return `${line}.${entry}`;
}
