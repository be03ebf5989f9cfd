import type { Resolvers } from '../../generated/resolvers-types.ts';
import { listAccessEvents } from '../../access-log/list-access-events.ts';
import { listRecords } from '../../records/list-records.ts';
import { codeOfCategory } from '../../records/observation-category.ts';
import { checkedFhirType } from '../../records/fhir-type.ts';

type ListFields =
  | 'conditions'
  | 'allergies'
  | 'medications'
  | 'immunizations'
  | 'observations'
  | 'procedures'
  | 'records'
  | 'accessLog';

/** The connections of a chart. */
export const patientLists: Required<Pick<NonNullable<Resolvers['Patient']>, ListFields>> = {
  conditions: (chart, { clinicalStatus, ...page }, { records }) =>
    listRecords(records, chart, { fhirType: 'Condition', statuses: clinicalStatus ?? undefined }, page),
  allergies: (chart, page, { records }) =>
    listRecords(records, chart, { fhirType: 'AllergyIntolerance' }, page),
  medications: (chart, { status, ...page }, { records }) =>
    listRecords(records, chart, { fhirType: 'MedicationRequest', statuses: status ?? undefined }, page),
  immunizations: (chart, page, { records }) =>
    listRecords(records, chart, { fhirType: 'Immunization' }, page),
  observations: (chart, { category, code, from, to, ...page }, { records }) => {
    const list = {
      fhirType: 'Observation',
      category: category ? codeOfCategory(category) : undefined,
      code: code ? { system: code.system ?? undefined, code: code.code } : undefined,
      from: from ?? undefined,
      to: to ?? undefined,
    };
    return listRecords(records, chart, list, page);
  },
  procedures: (chart, page, { records }) => listRecords(records, chart, { fhirType: 'Procedure' }, page),
  records: (chart, { fhirType, ...page }, { records }) =>
    listRecords(records, chart, { fhirType: checkedFhirType(fhirType) }, page),
  accessLog: (chart, page, { accessLogReader }) => listAccessEvents(accessLogReader, chart, page),
};
