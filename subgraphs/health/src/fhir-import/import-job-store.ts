import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { SourceFile } from './source-files.ts';

export interface JobTerms {
  readonly jobId: string;
  readonly name: string;
  readonly sourceSystem: string;
  readonly faultPolicy: string;
  readonly startedBy: string;
  readonly startedAt: Date;
}

/** A job under way, new or found again. */
export interface ImportJob {
  readonly jobId: string;
  /** Lines of each file that are done, by file number. */
  readonly linesDone: ReadonlyMap<number, number>;
}

export interface Checkpoint {
  readonly file: number;
  readonly linesDone: number;
  readonly bytesDone: number;
  /** Lines and resources that this batch adds. */
  readonly lines: number;
  readonly resources: number;
  readonly bytesRead: number;
}

const createJob = `
  INSERT INTO import_job (import_job_id, name, source_system, fault_policy, state, started_by, started_at, fingerprint, bytes_total,
                          bytes_read, lines_read, resources_read, hash_mismatches, patients_before, dangling_references)
  VALUES ($1, $2, $3, $4, 'RUNNING', $5, $6, $7, $8, 0, 0, 0, 0, (SELECT count(*) FROM patient), 0)`;

/** The unfinished job over the same files of the same source, to go on with; else a new one. */
export async function openJob(
  client: pg.ClientBase,
  terms: JobTerms,
  files: readonly SourceFile[],
): Promise<ImportJob> {
  const fingerprint = createHash('sha256')
    .update(
      [
        terms.sourceSystem,
        ...files.map(({ number, modifiedAt, fingerprint: file }) => `${number} ${modifiedAt} ${file}`),
      ].join('\n'),
    )
    .digest('hex');
  const found = await client.query<{ readonly import_job_id: string }>(
    `UPDATE import_job SET state = 'RUNNING' WHERE import_job_id =
       (SELECT import_job_id FROM import_job WHERE fingerprint = $1 AND state IN ('RUNNING', 'PAUSED', 'FAILED') ORDER BY started_at DESC LIMIT 1)
     RETURNING import_job_id`,
    [fingerprint],
  );
  const jobId = found.rows[0]?.import_job_id;
  if (jobId !== undefined) return { jobId, linesDone: await readLinesDone(client, jobId) };

  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const { name, sourceSystem, faultPolicy, startedBy, startedAt } = terms;
  await client.query('BEGIN');
  await client.query(createJob, [
    terms.jobId,
    name,
    sourceSystem,
    faultPolicy,
    startedBy,
    startedAt,
    fingerprint,
    bytes,
  ]);
  for (const file of files) {
    await client.query(
      `INSERT INTO import_file (import_job_id, file_number, name, bytes, fingerprint, state, lines_done, bytes_done)
       VALUES ($1, $2, $3, $4, $5, 'QUEUED', 0, 0)`,
      [terms.jobId, file.number, file.name, file.bytes, file.fingerprint],
    );
  }
  await client.query('COMMIT');
  return { jobId: terms.jobId, linesDone: new Map() };
}

async function readLinesDone(client: pg.ClientBase, jobId: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ readonly file_number: number; readonly lines_done: number }>(
    'SELECT file_number, lines_done FROM import_file WHERE import_job_id = $1',
    [jobId],
  );
  return new Map(rows.map((row) => [row.file_number, row.lines_done]));
}

/** Moves the checkpoint, in the transaction that writes the batch's rows. */
export async function saveCheckpoint(
  client: pg.ClientBase,
  jobId: string,
  { file, ...done }: Checkpoint,
  now: Date,
): Promise<void> {
  await client.query({
    name: 'import-save-file',
    text: `UPDATE import_file SET state = 'RUNNING', lines_done = $3, bytes_done = $4, done_at = $5 WHERE import_job_id = $1 AND file_number = $2`,
    values: [jobId, file, done.linesDone, done.bytesDone, now],
  });
  await client.query({
    name: 'import-save-job',
    text: `UPDATE import_job SET lines_read = lines_read + $2, resources_read = resources_read + $3, bytes_read = $4 WHERE import_job_id = $1`,
    values: [jobId, done.lines, done.resources, done.bytesRead],
  });
}

/** Marks a file as read through, with the hash of its uncompressed text. */
export async function closeFile(
  client: pg.ClientBase,
  jobId: string,
  file: number,
  sha256: string,
  now: Date,
): Promise<void> {
  await client.query(
    `UPDATE import_file SET state = 'COMPLETED', sha256 = $3, done_at = $4 WHERE import_job_id = $1 AND file_number = $2`,
    [jobId, file, sha256, now],
  );
}

/** Marks a job that was told to stop (PAUSED) or that a fault ended (FAILED): the same request goes on with it. */
export async function stopJob(
  client: pg.ClientBase,
  jobId: string,
  state: 'PAUSED' | 'FAILED',
): Promise<void> {
  await client.query(`UPDATE import_job SET state = $2 WHERE import_job_id = $1`, [jobId, state]);
}
