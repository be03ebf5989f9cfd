import type { PatientSummarySource, SectionSource } from './read-summary.ts';

export type PatientSummaryMapper = PatientSummarySource;
export type ConditionSectionMapper = SectionSource;
export type AllergySectionMapper = SectionSource;
export type MedicationSectionMapper = SectionSource;
export type ImmunizationSectionMapper = SectionSource;
export type ObservationSectionMapper = SectionSource;
export type ProcedureSectionMapper = SectionSource;
