import { patternScalar } from '@rotunda/platform/scalars';
import * as access from './access/resolvers/access.ts';
import * as accessLog from './access-log/resolvers/access-log.ts';
import type { Resolvers } from './generated/resolvers-types.ts';
import * as imports from './imports/resolvers/imports.ts';
import { Identifier, Patient, PatientConnection } from './patients/resolvers/patient.ts';
import { me, patient, patients } from './patients/resolvers/queries.ts';
import * as population from './population/resolvers/region.ts';
import { AllergyIntolerance, AllergyReaction } from './records/resolvers/allergy-intolerance.ts';
import { ClinicalRecord, clinicalRecordFields } from './records/resolvers/clinical-record.ts';
import { Condition } from './records/resolvers/condition.ts';
import { recordConnectionFields } from './records/resolvers/connections.ts';
import { Immunization } from './records/resolvers/immunization.ts';
import { MedicationRequest } from './records/resolvers/medication-request.ts';
import { Observation, ObservationComponent } from './records/resolvers/observation.ts';
import { Procedure } from './records/resolvers/procedure.ts';
import * as values from './records/resolvers/values.ts';
import { PatientSummary } from './summary/resolvers/summary.ts';

export const resolvers: Resolvers = {
  Query: {
    patient,
    me,
    patients,
    accessDecision: access.accessDecision,
    accessEvents: accessLog.accessEvents,
    verifyAuditChain: accessLog.verifyAuditChain,
    region: population.region,
    importJob: imports.importJob,
    importJobs: imports.importJobs,
  },
  Patient,
  PatientConnection,
  Identifier,
  PatientSummary,
  ClinicalRecord,
  Condition,
  AllergyIntolerance,
  AllergyReaction,
  MedicationRequest,
  Immunization,
  Procedure,
  Observation,
  ObservationComponent,
  RawRecord: clinicalRecordFields,
  ConditionConnection: recordConnectionFields,
  AllergyIntoleranceConnection: recordConnectionFields,
  MedicationRequestConnection: recordConnectionFields,
  ImmunizationConnection: recordConnectionFields,
  ProcedureConnection: recordConnectionFields,
  ObservationConnection: recordConnectionFields,
  RawRecordConnection: recordConnectionFields,
  ...values,
  PatientAccess: access.PatientAccess,
  AccessDecision: access.AccessDecision,
  AccessEvent: accessLog.AccessEvent,
  AccessLogConnection: accessLog.AccessLogConnection,
  Region: population.Region,
  RegionHealth: population.RegionHealth,
  AggregateTable: population.AggregateTable,
  AggregateCell: population.AggregateCell,
  ImportJob: imports.ImportJob,
  ImportFile: imports.ImportFile,
  ImportLedgerEntry: imports.ImportLedgerEntry,
  ImportLedgerConnection: imports.ImportLedgerConnection,
  ImportReconciliation: imports.ImportReconciliation,
};

/** Scalars of this wing alone; the platform has the others. */
export const healthScalars = {
  FhirDate: patternScalar(
    'FhirDate',
    /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/,
    'give YYYY, YYYY-MM, YYYY-MM-DD or an instant with its offset.',
  ),
  Decimal: patternScalar(
    'Decimal',
    /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
    'give a decimal as text, such as 1.10.',
  ),
  FhirJson: patternScalar('FhirJson', /^\s*\{/, 'give one FHIR resource as JSON text.'),
};
