import type { HumanName, Quantity, Range } from 'fhir/r4.js';
import type { CodedConceptSource } from '../terminology/coded-concept.ts';
import type { RecordConnection } from './list-records.ts';
import type { ObservationValueSource } from './observation-value.ts';
import type { StoredRecord } from './stored-record.ts';

export type ClinicalRecordMapper = StoredRecord;
export type ConditionMapper = StoredRecord;
export type AllergyIntoleranceMapper = StoredRecord;
export type MedicationRequestMapper = StoredRecord;
export type ImmunizationMapper = StoredRecord;
export type ProcedureMapper = StoredRecord;
export type ObservationMapper = StoredRecord;
export type RawRecordMapper = StoredRecord;

export type ConditionConnectionMapper = RecordConnection;
export type AllergyIntoleranceConnectionMapper = RecordConnection;
export type MedicationRequestConnectionMapper = RecordConnection;
export type ImmunizationConnectionMapper = RecordConnection;
export type ProcedureConnectionMapper = RecordConnection;
export type ObservationConnectionMapper = RecordConnection;
export type RawRecordConnectionMapper = RecordConnection;

export type CodedConceptMapper = CodedConceptSource;
export type ObservationValueMapper = ObservationValueSource;
export type QuantityMapper = Quantity;
export type RangeMapper = Range;
export type HumanNameMapper = HumanName;

/** One reaction of an allergy. */
export interface AllergyReactionMapper {
  readonly substance: CodedConceptSource | undefined;
  readonly manifestations: readonly CodedConceptSource[];
  readonly severity: string | undefined;
}

/** One component of a panel. */
export interface ObservationComponentMapper {
  readonly code: CodedConceptSource;
  readonly value: ObservationValueSource | undefined;
  readonly interpretation: readonly CodedConceptSource[];
}
