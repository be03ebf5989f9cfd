import type { CareBasis } from '../fhir/care-relationships.ts';
import type { RecordLabels } from '../fhir/label-record.ts';
import type { PatientColumns } from '../fhir/patient-columns.ts';
import type { RecordColumns } from '../fhir/record-columns.ts';
import type { BusinessIdentifier } from '../fhir/record-identifiers.ts';
import type { Arrival } from './arrival.ts';
import type { KnownRecords } from './known-records.ts';
import type { LedgerRow } from './outcome.ts';

/** A version to store, with everything derived from its resource. */
export interface RecordRow {
  readonly recordId: string;
  readonly versionId: number;
  readonly arrival: Arrival;
  readonly patientId: string | undefined;
  readonly encounterFhirId: string | undefined;
  readonly columns: RecordColumns;
  readonly labels: RecordLabels;
  readonly patient: PatientColumns | undefined;
  readonly identifiers: readonly BusinessIdentifier[];
  readonly relationships: readonly RelationshipRow[];
}

export interface RelationshipRow {
  /** A sign-in id, or a conditional reference that is still to be resolved. */
  readonly actor: string;
  readonly basis: CareBasis;
  readonly role: string | undefined;
  readonly validFrom: number | undefined;
  readonly validTo: number | undefined;
}

/** What a batch of lines comes to: everything that one transaction writes. */
export interface Batch {
  readonly ledger: readonly LedgerRow[];
  /** New current versions, one a record. */
  readonly current: readonly RecordRow[];
  /** Versions that a later line of the same batch has superseded already. */
  readonly superseded: readonly RecordRow[];
  /** record_ids whose stored version moves to the history. */
  readonly replaced: readonly string[];
  readonly quarantined: readonly QuarantineRow[];
  /** Positions of lines that leave the quarantine. */
  readonly released: readonly LedgerRow[];
  /** Keys under which waiting lines may look for the patients that came. */
  readonly arrivedPatients: readonly string[];
  /** What the next batch must know before this one is committed. */
  readonly decided: KnownRecords;
}

export interface QuarantineRow {
  readonly arrival: Arrival;
  readonly patientRef: string;
}
