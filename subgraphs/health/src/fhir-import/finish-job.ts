import { createHash } from 'node:crypto';
import type { ImportFault } from '@rotunda/platform/import-report';
import type pg from 'pg';
import type { Issue } from '../fhir/issue.ts';
import { homeSystem } from './describe-record.ts';
import type { Outcome } from './outcome.ts';

const resolveActors = `
  WITH resolved AS (
    SELECT c.source_record_id, c.actor, c.basis, min(i.fhir_id) AS fhir_id
      FROM care_relationship c
      JOIN record r ON r.record_id = c.source_record_id AND r.source_system = $1
      JOIN record_identifier i ON i.source_system = $1 AND i.fhir_type = 'Practitioner'
       AND i.value = split_part(c.actor, '|', 2) AND 'Practitioner?identifier=' || i.system || '|' || i.value = c.actor
     WHERE c.actor >= 'Practitioner?' AND c.actor < 'Practitioner@'
     GROUP BY c.source_record_id, c.actor, c.basis HAVING count(DISTINCT i.record_id) = 1
  ), moved AS (
    INSERT INTO care_relationship (source_record_id, actor, patient_id, basis, role, valid_from, valid_to)
    SELECT c.source_record_id, CASE WHEN $1 = $2 THEN '' ELSE $1 || '|' END || r.fhir_id, c.patient_id, c.basis, c.role, c.valid_from, c.valid_to
      FROM resolved r JOIN care_relationship c USING (source_record_id, actor, basis)
    ON CONFLICT DO NOTHING
  )
  DELETE FROM care_relationship c USING resolved r
   WHERE c.source_record_id = r.source_record_id AND c.actor = r.actor AND c.basis = r.basis`;

const finish = `
  UPDATE import_job SET
    state = CASE WHEN EXISTS (SELECT FROM import_ledger WHERE import_job_id = $1 AND (outcome LIKE 'REJECTED%' OR outcome = 'PENDING_REFERENCE'))
                 THEN 'COMPLETED_WITH_ISSUES' ELSE 'COMPLETED' END,
    finished_at = $2, verified_at = $2, certificate_hash = $3, patients_after = (SELECT count(*) FROM patient),
    dangling_references = (
      SELECT count(*) FROM import_ledger l JOIN record r ON r.record_id = l.record_id AND r.encounter_fhir_id IS NOT NULL
       WHERE l.import_job_id = $1 AND l.outcome LIKE 'LOADED%' AND NOT EXISTS (
         SELECT FROM record e WHERE e.source_system = r.source_system AND e.fhir_type = 'Encounter' AND e.fhir_id = r.encounter_fhir_id))
      + (SELECT count(*) FROM import_ledger WHERE import_job_id = $1 AND outcome = 'PENDING_REFERENCE')
  WHERE import_job_id = $1`;

const ledgerPage = 5000;
const faultsKept = 100;

interface LedgerPageRow {
  readonly file_number: number;
  readonly line: number;
  readonly entry: number;
  readonly outcome: Outcome;
  readonly source_hash: string | null;
  readonly stored_hash: string | null;
}

/** Ends a job: resolves what could only be resolved once all was read, and signs the ledger. */
export async function finishJob(
  client: pg.ClientBase,
  jobId: string,
  sourceSystem: string,
  now: Date,
): Promise<void> {
  await client.query(resolveActors, [sourceSystem, homeSystem]);
  await client.query(finish, [jobId, now, await certificateOf(client, jobId)]);
}

/** Hex SHA-256 over the ledger of a job in order: file, line, entry, outcome, source hash, stored hash; one line a row. */
async function certificateOf(client: pg.ClientBase, jobId: string): Promise<string> {
  const hash = createHash('sha256');
  let after = [0, 0, -1];
  for (;;) {
    const { rows } = await client.query<LedgerPageRow>({
      name: 'import-ledger-page',
      text: `SELECT file_number, line, entry, outcome, source_hash, stored_hash FROM import_ledger
              WHERE import_job_id = $1 AND (file_number, line, entry) > ($2, $3, $4)
              ORDER BY file_number, line, entry LIMIT ${ledgerPage}`,
      values: [jobId, ...after],
    });
    for (const row of rows) {
      hash.update(
        `${row.file_number} ${row.line} ${row.entry} ${row.outcome} ${row.source_hash ?? '-'} ${row.stored_hash ?? '-'}\n`,
      );
    }
    const last = rows.at(-1);
    if (!last || rows.length < ledgerPage) return hash.digest('hex');
    after = [last.file_number, last.line, last.entry];
  }
}

/** Lines of a job by outcome. */
export async function countLines(client: pg.ClientBase, jobId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ readonly outcome: string; readonly lines: number }>(
    'SELECT outcome, count(*)::int AS lines FROM import_ledger WHERE import_job_id = $1 AND entry = 0 GROUP BY outcome',
    [jobId],
  );
  return new Map(rows.map((row) => [row.outcome, row.lines]));
}

/** The first faults of a job in source order, and how many there are. A line that only repeats its entries' faults is not one. */
export async function findFaults(
  client: pg.ClientBase,
  jobId: string,
): Promise<{ readonly faults: readonly ImportFault[]; readonly faultCount: number }> {
  const faulty = `FROM import_ledger l JOIN import_file f USING (import_job_id, file_number)
                 WHERE l.import_job_id = $1 AND (l.outcome LIKE 'REJECTED%' OR l.outcome = 'PENDING_REFERENCE') AND l.issues IS NOT NULL`;
  const { rows } = await client.query<{
    readonly name: string;
    readonly line: number;
    readonly issues: readonly Issue[];
  }>(
    `SELECT f.name, l.line, l.issues ${faulty} ORDER BY l.file_number, l.line, l.entry LIMIT ${faultsKept}`,
    [jobId],
  );
  const count = await client.query<{ readonly faults: number }>(`SELECT count(*)::int AS faults ${faulty}`, [
    jobId,
  ]);
  return {
    faults: rows.map(({ name, line, issues }) => ({ file: name, line, message: sentenceOf(issues) })),
    faultCount: count.rows[0]?.faults ?? 0,
  };
}

/** What the issues of a line say, without any value of the line. */
export function sentenceOf(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error');
  return errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join(' ');
}
