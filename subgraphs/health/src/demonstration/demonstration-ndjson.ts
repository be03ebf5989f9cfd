import { careProviders } from './demonstration-care-providers.ts';
import { demonstrationChart } from './demonstration-chart.ts';
import { demonstrationPatient } from './demonstration-patient.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface DemonstrationTerms {
  readonly patients: number;
  readonly seed: number;
}

/**
 * FHIR R4 NDJSON of made-up patients and their charts, a line at a time with its line end: the same terms give the same bytes, and more
 * patients leave the first ones as they are. About 60 resources a patient. Every odd patient lives in Washington, DC (FIPS 11001).
 */
export function* demonstrationNdjson({ patients, seed }: DemonstrationTerms): Generator<string> {
  for (const resource of careProviders()) yield `${JSON.stringify(resource)}\n`;
  for (let number = 1; number <= patients; number += 1) {
    const random = createSeededRandom(Math.imul(seed, 0x9e3779b1) + number);
    yield `${JSON.stringify(demonstrationPatient(number, random))}\n`;
    for (const resource of demonstrationChart(number, random)) yield `${JSON.stringify(resource)}\n`;
  }
}
