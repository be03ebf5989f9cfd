import { type Clock, systemClock } from '@rotunda/platform/clock';
import { hasCode } from '@rotunda/platform/error-code';
import type { ImportReport, ImportRequest } from '@rotunda/platform/import-report';
import { openPool } from '@rotunda/platform/open-database';
import { Refusal } from '@rotunda/platform/refusal';
import type pg from 'pg';
import { createUlids } from '../fhir/ulid.ts';
import { closeFile, type ImportJob, type JobTerms, openJob, stopJob } from './import-job-store.ts';
import { countLines, findFaults, finishJob } from './finish-job.ts';
import { BatchLoader } from './load-batches.ts';
import { refuseFaulty } from './refuse-faulty.ts';
import { readSourceFile, type SourceEnd } from './read-source-file.ts';
import { homeSystem } from './describe-record.ts';
import { findSourceFiles, type SourceFile } from './source-files.ts';

export interface FhirImportRequest extends ImportRequest {
  /** Who sent the files; ids are unique within it. "local" unless told. */
  readonly sourceSystem?: string | undefined;
  readonly jobName?: string | undefined;
  readonly startedBy?: string | undefined;
  readonly clock?: Clock | undefined;
}

export interface FhirImportReport extends ImportReport {
  /** Undefined where a fault under `refuse` kept the job from being opened. */
  readonly jobId: string | undefined;
  /** Lines kept aside until their patient comes; they count among the rejected. */
  readonly pending: number;
}

const longestJobName = 200;
const lockPatienceMs = 1500;
const sourceSystemPattern = /^[A-Za-z0-9._:/-]{1,200}$/;

/**
 * Loads FHIR R4 from NDJSON (a resource or a Bundle a line) and JSON files, plain or gzip, with a ledger row for every line. The same
 * request goes on where a killed one stopped. Refuses a second import of the same source system while one runs.
 */
export async function importFhir(request: FhirImportRequest): Promise<FhirImportReport> {
  const sourceSystem = request.sourceSystem ?? homeSystem;
  if (!sourceSystemPattern.test(sourceSystem)) {
    throw new Refusal(
      'BAD_INPUT',
      'A source system is named by 1 to 200 letters, digits and . _ : / - signs.',
    );
  }
  const files = await findSourceFiles(request.files);
  request.progress.expect(files.reduce((sum, { bytes }) => sum + bytes, 0));
  if (request.faultPolicy === 'refuse') {
    const refused = await refuseFaulty(files, request.signal);
    if (refused) return refused;
  }
  const pool = openPool(request.databaseUrl, { maxConnections: 2, statementTimeoutMs: 0 });
  const [writer, reader] = await Promise.all([pool.connect(), pool.connect()]);
  try {
    await lockSource(writer, sourceSystem);
    return await runJob({ request, sourceSystem, files, writer, reader });
  } finally {
    // Closed rather than handed back: the session holds the lock, and after a fault perhaps an open transaction.
    writer.release(true);
    reader.release(true);
    await pool.end();
  }
}

interface Run {
  readonly request: FhirImportRequest;
  readonly sourceSystem: string;
  readonly files: readonly SourceFile[];
  readonly writer: pg.PoolClient;
  readonly reader: pg.PoolClient;
}

/** One import a source system at a time. The server needs a moment to notice that the session of an earlier one is gone. */
async function lockSource(client: pg.PoolClient, sourceSystem: string): Promise<void> {
  await client.query(`SET lock_timeout = '${lockPatienceMs}ms'`);
  try {
    await client.query(`SELECT pg_advisory_lock(hashtextextended('fhir-import ' || $1, 0))`, [sourceSystem]);
  } catch (cause) {
    if (!hasCode(cause, '55P03')) throw cause;
    throw new Refusal('CONFLICT', `An import of source system ${sourceSystem} is running: wait for its end.`);
  }
  await client.query('SET lock_timeout = 0');
}

async function runJob(run: Run): Promise<FhirImportReport> {
  const { request, sourceSystem, files, writer, reader } = run;
  const clock = request.clock ?? systemClock;
  const nextId = createUlids(() => clock.now().getTime());
  const job = await openJob(writer, termsOf(run, nextId(), clock), files);
  const { jobId } = job;
  const loader = new BatchLoader({
    writer,
    reader,
    sourceSystem,
    jobId,
    nextId,
    clock,
    progress: request.progress,
  });
  try {
    for (const file of files) {
      const end = await loadFile(file, job, loader, request.signal);
      await closeFile(writer, jobId, file.number, end.sha256, clock.now());
    }
    await loader.releaseOverdue();
    await finishJob(writer, jobId, sourceSystem, clock.now());
    return await reportOf(writer, jobId);
  } catch (fault) {
    // The state is a courtesy to whoever looks; what the caller must hear is the fault, not that it could not be noted.
    await stopJob(reader, jobId, request.signal?.aborted === true ? 'PAUSED' : 'FAILED').catch(
      () => undefined,
    );
    throw fault;
  }
}

function termsOf({ request, sourceSystem, files }: Run, jobId: string, clock: Clock): JobTerms {
  const names = files.map(({ name }) => name).join(', ');
  return {
    jobId,
    name: request.jobName ?? names.slice(0, longestJobName),
    sourceSystem,
    faultPolicy: request.faultPolicy,
    startedBy: request.startedBy ?? 'import command',
    startedAt: clock.now(),
  };
}

/** Loads a file in batches, past the lines that an earlier run finished. Throws the signal's reason when it is told to stop, with all that was read loaded. */
async function loadFile(
  file: SourceFile,
  job: ImportJob,
  loader: BatchLoader,
  signal: AbortSignal | undefined,
): Promise<SourceEnd> {
  await loader.begin(file);
  const done = job.linesDone.get(file.number) ?? 0;
  const source = readSourceFile(file.path, (bytes) => loader.countBytes(bytes));
  try {
    for (;;) {
      const next = await source.next();
      const lines = next.done === true ? [] : next.value;
      for (const line of lines) if (line.line > done) await loader.add(line);
      if (next.done !== true && signal?.aborted !== true) continue;
      await loader.flush();
      signal?.throwIfAborted();
      if (next.done === true) return next.value;
    }
  } finally {
    await source.return({ sha256: '', bytes: 0, lines: 0 });
  }
}

async function reportOf(client: pg.PoolClient, jobId: string): Promise<FhirImportReport> {
  const lines = await countLines(client, jobId);
  const sum = (matches: (outcome: string) => boolean) =>
    [...lines].reduce((total, [outcome, count]) => (matches(outcome) ? total + count : total), 0);
  const pending = lines.get('PENDING_REFERENCE') ?? 0;
  return {
    jobId,
    read: sum(() => true),
    loaded: sum((outcome) => outcome.startsWith('LOADED')),
    unchanged: lines.get('UNCHANGED') ?? 0,
    rejected: sum((outcome) => outcome.startsWith('REJECTED')) + pending,
    blank: lines.get('BLANK') ?? 0,
    pending,
    ...(await findFaults(client, jobId)),
  };
}
