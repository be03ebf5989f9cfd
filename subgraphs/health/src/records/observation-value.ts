import type { Observation, ObservationComponent, Quantity, Range } from 'fhir/r4.js';
import { writtenDigits } from '../fhir/written-number.ts';
import type { CodedConceptSource } from '../terminology/coded-concept.ts';
import { conceptOf } from './concept-of.ts';
import type { StoredRecord } from './stored-record.ts';

export type ObservationValueSource =
  | { readonly __typename: 'QuantityValue'; readonly quantity: Quantity }
  | { readonly __typename: 'ConceptValue'; readonly concept: CodedConceptSource }
  | { readonly __typename: 'TextValue'; readonly text: string }
  | { readonly __typename: 'BooleanValue'; readonly boolean: boolean }
  | { readonly __typename: 'RangeValue'; readonly range: Range }
  | { readonly __typename: 'DateTimeValue'; readonly dateTime: string };

type ValueX = Pick<
  Observation | ObservationComponent,
  | 'valueQuantity'
  | 'valueCodeableConcept'
  | 'valueString'
  | 'valueBoolean'
  | 'valueInteger'
  | 'valueRange'
  | 'valueRatio'
  | 'valueTime'
  | 'valueDateTime'
  | 'valuePeriod'
>;

/** The value[x] of an observation or component by its shape; undefined where there is none, or one only `fhir` can show (SampledData). */
export function observationValue(record: StoredRecord, from: ValueX): ObservationValueSource | undefined {
  if (from.valueQuantity) return { __typename: 'QuantityValue', quantity: from.valueQuantity };
  if (from.valueCodeableConcept) {
    return { __typename: 'ConceptValue', concept: conceptOf(record, from.valueCodeableConcept) };
  }
  if (from.valueBoolean !== undefined) return { __typename: 'BooleanValue', boolean: from.valueBoolean };
  if (from.valueRange) return { __typename: 'RangeValue', range: from.valueRange };
  const dateTime = from.valueDateTime ?? from.valuePeriod?.start;
  if (dateTime) return { __typename: 'DateTimeValue', dateTime };
  const text = from.valueString ?? from.valueTime ?? writtenDigits(from.valueInteger) ?? ratioText(from);
  return text === undefined ? undefined : { __typename: 'TextValue', text };
}

function ratioText({ valueRatio }: ValueX): string | undefined {
  const numerator = writtenDigits(valueRatio?.numerator?.value);
  const denominator = writtenDigits(valueRatio?.denominator?.value);
  return numerator && denominator ? `${numerator}:${denominator}` : undefined;
}
