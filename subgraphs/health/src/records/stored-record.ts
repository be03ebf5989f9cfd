import type { Chart } from '../access/open-chart.ts';
import { parseJson } from '../fhir/parse-json.ts';

/** One current row of `record`, as a chart shows it. */
export interface RecordRow {
  readonly recordId: string;
  readonly patientId: string;
  readonly fhirType: string;
  readonly versionId: number;
  readonly lastUpdated: Date;
  readonly status: string | null;
  readonly verificationStatus: string | null;
  readonly categories: string[];
  readonly clinicalDate: string | null;
  readonly clinicalAt: Date | null;
  readonly sensMask: number;
  readonly confidentiality: string;
  readonly sourceSystem: string;
  readonly importJobId: string | null;
  readonly importFile: number | null;
  readonly importLine: number | null;
  readonly contentHash: string;
  readonly content: string;
}

/** Columns of a RecordRow for a `record` called r. */
export const recordColumns = `
  r.record_id AS "recordId", r.patient_id AS "patientId", r.fhir_type AS "fhirType", r.version_id AS "versionId",
  r.last_updated AS "lastUpdated", r.status, r.verification_status AS "verificationStatus", r.categories,
  r.clinical_date AS "clinicalDate", r.clinical_at AS "clinicalAt", r.sens_mask AS "sensMask", r.confidentiality,
  r.source_system AS "sourceSystem", r.import_job_id AS "importJobId", r.import_file AS "importFile",
  r.import_line AS "importLine", r.content_hash AS "contentHash", r.content`;

/** A record on its way to a reader. */
export interface StoredRecord {
  readonly row: RecordRow;
  readonly chart: Chart;
  /** Language of its texts where the reader asks for none. */
  readonly language: string;
}

const parsed = new WeakMap<RecordRow, unknown>();

/**
 * The FHIR resource of a row as its type. Parsed once, when first needed: a list that shows columns only parses nothing.
 * The row was validated against that type when it was imported. Decimals may be WrittenNumbers: print them with `writtenDigits`.
 */
export function resourceOf<Resource>(row: RecordRow): Resource {
  if (!parsed.has(row)) parsed.set(row, parseJson(row.content));
  return parsed.get(row) as Resource;
}

/** Language the words of a record are in: its own, else English. */
export function recordedLanguageOf(row: RecordRow): string {
  return resourceOf<{ readonly language?: string }>(row).language ?? 'en';
}
