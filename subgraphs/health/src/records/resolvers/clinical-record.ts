import type { Resolvers } from '../../generated/resolvers-types.ts';
import { sensitivitiesOf } from '../../fhir/sensitivity.ts';
import { confidentialityOf } from '../confidentiality.ts';
import type { StoredRecord } from '../stored-record.ts';

type RecordFields = Required<
  Pick<
    NonNullable<Resolvers['RawRecord']>,
    'id' | 'fhirType' | 'versionId' | 'lastUpdated' | 'patient' | 'securityLabels' | 'provenance' | 'fhir'
  >
>;

/** What all clinical records resolve alike. */
export const clinicalRecordFields: RecordFields = {
  id: ({ row }) => row.recordId,
  fhirType: ({ row }) => row.fhirType,
  versionId: ({ row }) => row.versionId,
  lastUpdated: ({ row }) => row.lastUpdated,
  patient: ({ chart }) => chart,
  securityLabels: ({ row }) => ({
    confidentiality: confidentialityOf(row.confidentiality),
    sensitivities: [...sensitivitiesOf(row.sensMask)],
  }),
  provenance: async ({ row }, _arguments, { importFiles }) => ({
    recordedAt: row.lastUpdated,
    sourceSystem: row.sourceSystem,
    sourceFile: (await importFiles.nameOf(row.importJobId, row.importFile)) ?? null,
    sourceLine: row.importLine,
    contentHash: row.contentHash,
  }),
  fhir: ({ row }) => row.content,
};

export const ClinicalRecord: NonNullable<Resolvers['ClinicalRecord']> = {
  __resolveType: ({ row }: StoredRecord) => typeNames.get(row.fhirType) ?? 'RawRecord',
};

const typeNames = new Map(
  (
    [
      'Condition',
      'AllergyIntolerance',
      'MedicationRequest',
      'Immunization',
      'Procedure',
      'Observation',
    ] as const
  ).map((name) => [name as string, name]),
);
