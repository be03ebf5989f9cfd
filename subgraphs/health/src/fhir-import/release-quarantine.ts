import type pg from 'pg';
import { isJsonObject } from '../fhir/element-checks.ts';
import { parseJson } from '../fhir/parse-json.ts';
import { referenceTarget } from '../fhir/reference-target.ts';
import type { ReadLine } from './arrival.ts';
import { arrivalOf } from './arrival-of.ts';

const page = 500;

interface WaitingRow {
  readonly import_job_id: string;
  readonly file_number: number;
  readonly line: number;
  readonly entry: number;
  readonly fhir_id: string;
  readonly patient_ref: string;
  readonly content: string;
}

/** The lines that wait for patients who have come, in source order, a page at a time. */
export async function* waitingFor(
  client: pg.ClientBase,
  sourceSystem: string,
  patientRefs: readonly string[],
): AsyncGenerator<readonly ReadLine[]> {
  let after: readonly unknown[] = ['', 0, 0, 0];
  for (;;) {
    const { rows } = await client.query<WaitingRow>(
      `SELECT import_job_id, file_number, line, entry, fhir_id, patient_ref, content FROM quarantined_record
        WHERE source_system = $1 AND patient_ref = ANY ($2::text[]) AND (import_job_id, file_number, line, entry) > ($3, $4, $5, $6)
        ORDER BY import_job_id, file_number, line, entry LIMIT ${page}`,
      [sourceSystem, patientRefs, ...after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(lineOf);
    after = [last.import_job_id, last.file_number, last.line, last.entry];
  }
}

/** The keys of patients who are here and for whom lines still wait: what a job that was killed left undone. */
export async function findOverdue(client: pg.ClientBase, sourceSystem: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly patient_ref: string }>(
    `SELECT DISTINCT q.patient_ref FROM quarantined_record q
       JOIN patient p ON p.source_system = q.source_system AND 'Patient/' || p.fhir_id = q.patient_ref
      WHERE q.source_system = $1
     UNION
     SELECT DISTINCT q.patient_ref FROM quarantined_record q
       JOIN record_identifier i ON i.source_system = q.source_system AND i.fhir_type = 'Patient' AND i.value = split_part(q.patient_ref, '|', 2)
        AND 'Patient?identifier=' || i.system || '|' || i.value = q.patient_ref
      WHERE q.source_system = $1`,
    [sourceSystem],
  );
  return rows.map(({ patient_ref }) => patient_ref);
}

/** Whether any line of a source system waits. */
export async function isAnyWaiting(client: pg.ClientBase, sourceSystem: string): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM quarantined_record WHERE source_system = $1 LIMIT 1', [
    sourceSystem,
  ]);
  return rows.length > 0;
}

function lineOf(row: WaitingRow): ReadLine {
  const resource = parseJson(row.content);
  if (!isJsonObject(resource)) throw new Error('a waiting line is a resource');
  const at = {
    jobId: row.import_job_id,
    file: row.file_number,
    line: row.line,
    entry: row.entry,
    byteOffset: 0,
  };
  const source = {
    at,
    content: row.content,
    notes: [],
    addresses: new Map(),
    path: '',
    waited: true,
    givenId: row.fhir_id,
  };
  // Its Bundle's addresses are gone; whose chart it belongs to was settled when it came.
  const patient = referenceTarget({ reference: row.patient_ref }, new Map());
  return { kind: 'resource', arrival: { ...arrivalOf(resource, source), patient } };
}
