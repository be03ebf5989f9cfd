import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Batch, RecordRow } from './batch.ts';
import { copyRows } from './copy-rows.ts';
import {
  identifierRow,
  issuesText,
  ledgerRow,
  patientRow,
  quarantineRow,
  recordRow,
  relationshipRow,
  tableColumns,
  versionRow,
} from './batch-rows.ts';

const archive = `
  INSERT INTO record_version (record_id, version_id, last_updated, sens_mask, import_job_id, import_file, import_line, import_entry, content_hash, content)
  SELECT record_id, version_id, last_updated, sens_mask, import_job_id, import_file, import_line, import_entry, content_hash, content
    FROM record WHERE record_id = ANY ($1::text[])`;

/** Everything derived from a version goes with it and comes again from the next. */
const derivedTables = [
  ['record', 'record_id'],
  ['patient', 'patient_id'],
  ['record_identifier', 'record_id'],
  ['care_relationship', 'source_record_id'],
] as const;

const countMismatches = `
  SELECT count(*)::int AS mismatches FROM unnest($1::text[], $2::text[]) AS source (record_id, sha256)
    LEFT JOIN record r ON r.record_id = source.record_id
   WHERE encode(sha256(convert_to(r.content, 'UTF8')), 'hex') IS DISTINCT FROM source.sha256`;

const settleWaiting = `
  UPDATE import_ledger l SET outcome = s.outcome, record_id = s.record_id, version_id = s.version_id, stored_hash = s.stored_hash, issues = s.issues::jsonb
    FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[])
      AS s (job, file, line, entry, outcome, record_id, version_id, stored_hash, issues)
   WHERE l.import_job_id = s.job AND l.file_number = s.file AND l.line = s.line AND l.entry = s.entry`;

const endWaiting = `
  DELETE FROM quarantined_record q USING unnest($1::text[], $2::int[], $3::int[], $4::int[]) AS s (job, file, line, entry)
   WHERE q.import_job_id = s.job AND q.file_number = s.file AND q.line = s.line AND q.entry = s.entry`;

/** A Bundle's line waits as long as one of its entries does. */
const settleBundles = `
  UPDATE import_ledger l SET outcome = 'LOADED'
    FROM (SELECT DISTINCT job, file, line FROM unnest($1::text[], $2::int[], $3::int[], $4::int[]) AS s (job, file, line, entry) WHERE entry > 0) AS s
   WHERE l.import_job_id = s.job AND l.file_number = s.file AND l.line = s.line AND l.entry = 0 AND l.outcome = 'PENDING_REFERENCE'
     AND NOT EXISTS (SELECT FROM import_ledger e WHERE e.import_job_id = s.job AND e.file_number = s.file AND e.line = s.line
                        AND e.entry > 0 AND e.outcome = 'PENDING_REFERENCE')`;

/** Writes a decided batch in the client's transaction, and proves it: throws where what is stored is not what was sent. */
export async function writeBatch(
  client: pg.ClientBase,
  batch: Batch,
  sourceSystem: string,
  now: Date,
): Promise<void> {
  await replaceEarlier(client, batch.replaced);
  const { current, superseded, quarantined, ledger } = batch;
  await copyTable(
    client,
    'record',
    current.map((row) => recordRow(row, sourceSystem, now)),
  );
  await copyTable(
    client,
    'record_version',
    superseded.map((row) => versionRow(row, now)),
  );
  await copyTable(
    client,
    'patient',
    current.flatMap((row) => patientRow(row, sourceSystem)),
  );
  await copyTable(
    client,
    'record_identifier',
    current.flatMap((row) => identifierRow(row, sourceSystem)),
  );
  await copyTable(client, 'care_relationship', current.flatMap(relationshipRow));
  await copyTable(
    client,
    'quarantined_record',
    quarantined.map((row) => quarantineRow(row, sourceSystem)),
  );
  await copyTable(client, 'import_ledger', ledger.map(ledgerRow));
  await settleReleased(client, batch);
  await proveStored(client, current);
}

async function copyTable(
  client: pg.ClientBase,
  table: keyof typeof tableColumns,
  rows: Parameters<typeof copyRows>[3] & { readonly length: number },
): Promise<void> {
  if (rows.length > 0) await copyRows(client, table, tableColumns[table], rows);
}

async function replaceEarlier(client: pg.ClientBase, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await client.query(archive, [recordIds]);
  for (const [table, key] of derivedTables)
    await client.query(`DELETE FROM ${table} WHERE ${key} = ANY ($1::text[])`, [recordIds]);
}

async function settleReleased(client: pg.ClientBase, { released }: Batch): Promise<void> {
  if (released.length === 0) return;
  const positions = [
    released.map(({ at }) => at.jobId),
    released.map(({ at }) => at.file),
    released.map(({ at }) => at.line),
    released.map(({ at }) => at.entry),
  ];
  await client.query(settleWaiting, [
    ...positions,
    released.map(({ outcome }) => outcome),
    released.map(({ recordId }) => recordId ?? null),
    released.map(({ versionId }) => versionId ?? null),
    released.map(({ storedHash }) => storedHash ?? null),
    released.map(({ issues }) => issuesText(issues)),
  ]);
  await client.query(endWaiting, positions);
  await client.query(settleBundles, positions);
}

async function proveStored(client: pg.ClientBase, rows: readonly RecordRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sent = rows.map(({ arrival }) => createHash('sha256').update(arrival.content).digest('hex'));
  const { rows: answer } = await client.query<{ readonly mismatches: number }>({
    name: 'import-prove-stored',
    text: countMismatches,
    values: [rows.map(({ recordId }) => recordId), sent],
  });
  const mismatches = answer[0]?.mismatches;
  if (mismatches !== 0)
    throw new Error(`${mismatches} stored resources differ from what was sent; the batch was not kept`);
}
