import type { Identifier } from 'fhir/r4.js';
import type { Chart } from '../access/open-chart.ts';
import type { PatientConnection } from './find-patients.ts';

/** A patient is a chart that was opened: nothing of it was read yet. */
export type PatientMapper = Chart;
export type PatientConnectionMapper = PatientConnection;

/** An identifier that has a value. */
export type IdentifierMapper = Identifier & { readonly value: string };
