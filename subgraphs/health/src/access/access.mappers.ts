import type { AccessPreview } from './preview-opening.ts';
import type { PatientAccessSource } from './patient-access.ts';

export type PatientAccessMapper = PatientAccessSource;
export type AccessDecisionMapper = AccessPreview;
