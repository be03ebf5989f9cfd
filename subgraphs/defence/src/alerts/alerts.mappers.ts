import type { Alert, AlertExplanation, AlertResolution, Fact, MissingFact, SettlingStep } from './alert.ts';

export type AlertMapper = Alert;
export type AlertExplanationMapper = AlertExplanation;
export type AlertResolutionMapper = AlertResolution;
export type FactMapper = Fact;
export type MissingFactMapper = MissingFact;
export type SettlingStepMapper = SettlingStep;
