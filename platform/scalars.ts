import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import {
  GraphQLDateTimeISO,
  GraphQLGeoJSON,
  GraphQLISO8601Duration,
  GraphQLLocalDate,
} from 'graphql-scalars';

/** A scalar that is text of one pattern; refuses anything else with the remedy. */
export function patternScalar(
  name: string,
  pattern: RegExp,
  remedy: string,
): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new GraphQLError(`${name}: ${remedy}`, { extensions: { code: 'BAD_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: check,
    parseValue: check,
    parseLiteral: (node) =>
      check(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
  });
}

const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** Scalars that several wings declare, by name. `DateTime` is a Date inside and RFC 3339 in UTC outside; the rest are text. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: GraphQLDateTimeISO,
  Date: GraphQLLocalDate,
  Duration: GraphQLISO8601Duration,
  GeoJSON: GraphQLGeoJSON,
  Locale: patternScalar('Locale', languageTag, 'give a BCP 47 tag such as en or es-PR.'),
  LanguageTag: patternScalar('LanguageTag', languageTag, 'give a BCP 47 tag such as en or es-PR.'),
  ZipCode: patternScalar('ZipCode', /^\d{5}$/, 'give five digits, leading zeros kept.'),
  CountyFips: patternScalar('CountyFips', /^\d{5}$/, 'give the five digits of the county (Census GEOID).'),
  Sha256: patternScalar('Sha256', /^[0-9a-f]{64}$/, 'give 64 lower-case hexadecimal digits.'),
  Url: patternScalar('Url', /^\S+$/, 'give an absolute URL or URI.'),
};
