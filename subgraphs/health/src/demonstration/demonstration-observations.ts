import {
  bloodPressure,
  covidResults,
  covidTest,
  laboratoryReport,
  laboratoryTests,
  type Measurement,
  vitalSigns,
} from './clinical-catalogue.ts';
import { concept, hl7Concept, quantity, referTo, type Resource, syntheticMeta } from './resource-parts.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface VisitPlace {
  readonly patient: { readonly reference: string };
  readonly encounter: { readonly reference: string };
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** What is measured at a visit: vital signs, blood pressure, some laboratory tests and their report, a COVID-19 test. */
export function* visitObservations(
  place: VisitPlace,
  random: SeededRandom,
  nextId: (resourceType: string) => string,
): Generator<Resource> {
  const { patient, encounter, date } = place;
  const about = { subject: patient, encounter, effectiveDateTime: `${date}T14:10:00Z` };
  const observation = (category: string, fields: Readonly<Record<string, unknown>>): Resource => ({
    resourceType: 'Observation',
    id: nextId('Observation'),
    meta: syntheticMeta,
    status: 'final',
    category: [hl7Concept('observation-category', category)],
    ...fields,
    ...about,
  });
  const measured = (category: string, test: Measurement) =>
    observation(category, { code: concept(test), valueQuantity: quantity(test, random) });

  for (const sign of vitalSigns) yield measured('vital-signs', sign);
  yield observation('vital-signs', {
    code: concept(bloodPressure.panel),
    component: [bloodPressure.systolic, bloodPressure.diastolic].map((part) => ({
      code: concept(part),
      valueQuantity: quantity(part, random),
    })),
  });
  const results: { readonly reference: string }[] = [];
  for (const test of laboratoryTests) {
    if (!random.chance(0.7)) continue;
    const result = measured('laboratory', test);
    results.push(referTo('Observation', result.id));
    yield result;
  }
  const isDetected = random.chance(0.2);
  yield observation('laboratory', {
    code: concept(covidTest),
    valueCodeableConcept: concept(isDetected ? covidResults.detected : covidResults.notDetected),
  });
  if (results.length === 0) return;
  yield {
    resourceType: 'DiagnosticReport',
    id: nextId('DiagnosticReport'),
    meta: syntheticMeta,
    status: 'final',
    category: [hl7Concept('v2-0074', 'LAB')],
    code: concept(laboratoryReport),
    ...about,
    issued: `${date}T18:00:00Z`,
    result: results,
  };
}
