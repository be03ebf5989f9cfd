import type { Resolvers } from '../../generated/resolvers-types.ts';
import { writtenDigits } from '../../fhir/written-number.ts';
import { chooseText } from '../../terminology/choose-text.ts';

export const CodedConcept: NonNullable<Resolvers['CodedConcept']> = {
  text: (source, { language }) => chooseText(source, language ?? undefined),
  codings: ({ concept }) =>
    (concept.coding ?? []).map(({ system, code, version, display }) => ({
      system: system ?? null,
      code: code ?? null,
      version: version ?? null,
      recordedDisplay: display ?? null,
    })),
};

export const ObservationValue: NonNullable<Resolvers['ObservationValue']> = {
  __resolveType: ({ __typename }) => __typename,
};

export const Quantity: NonNullable<Resolvers['Quantity']> = {
  value: ({ value }) => writtenDigits(value) ?? null,
};

export const HumanName: NonNullable<Resolvers['HumanName']> = {
  text: ({ text, prefix = [], given = [], family, suffix = [] }) =>
    text ?? [...prefix, ...given, ...(family ? [family] : []), ...suffix].join(' '),
  given: ({ given }) => given ?? [],
  prefix: ({ prefix }) => prefix ?? [],
  suffix: ({ suffix }) => suffix ?? [],
};
