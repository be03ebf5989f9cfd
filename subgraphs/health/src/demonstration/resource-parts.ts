import type { CatalogueCode, Measurement } from './clinical-catalogue.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A FHIR resource as it is written; the validator, not a type, says whether it is one. */
export type Resource = Readonly<Record<string, unknown>> & {
  readonly resourceType: string;
  readonly id: string;
};

/** HL7's own mark for data made up for tests. */
export const syntheticMeta = {
  tag: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
      code: 'HTEST',
      display: 'test health data',
    },
  ],
};

/** A CodeableConcept of one catalogue code. */
export function concept({ system, code, display }: CatalogueCode): Readonly<Record<string, unknown>> {
  return { coding: [{ system, code, display }], text: display };
}

/** A CodeableConcept of one code of HL7's own terminology. */
export function hl7Concept(codeSystem: string, code: string): Readonly<Record<string, unknown>> {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${codeSystem}`, code }] };
}

/** A Quantity within a measurement's range, in its unit and with its number of decimals. */
export function quantity(
  { unit, least, most, decimals }: Measurement,
  random: SeededRandom,
): Readonly<Record<string, unknown>> {
  const value = Number((least + random.next() * (most - least)).toFixed(decimals));
  return { value, unit, system: 'http://unitsofmeasure.org', code: unit };
}

/** A Reference. */
export function referTo(type: string, id: string): { readonly reference: string } {
  return { reference: `${type}/${id}` };
}

/** A day as YYYY-MM-DD. */
export function day(year: number, month: number, dayOfMonth: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}
