import { Refusal } from '@rotunda/platform/refusal';

/** A text that can be a FHIR type, e.g. CarePlan. Refuses any other, so that no free text gets into the access log. */
export function checkedFhirType(text: string): string {
  if (/^[A-Z][A-Za-z]{1,63}$/.test(text)) return text;
  throw new Refusal('BAD_INPUT', 'Give a FHIR R4 resource type, such as CarePlan.');
}
