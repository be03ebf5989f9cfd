import { patternScalar } from '@rotunda/platform/scalars';
import { GraphQLError, type GraphQLScalarType } from 'graphql';
import { hasModTenCheckDigit } from './mod-ten.ts';

/** A scalar of digits whose last is their check digit; refuses a mistyped one with the remedy. */
function checkedScalar(name: string, pattern: RegExp, remedy: string): GraphQLScalarType<string, string> {
  const scalar = patternScalar(name, pattern, remedy);
  const { parseValue, parseLiteral } = scalar;
  const check = (digits: string): string => {
    if (hasModTenCheckDigit(digits)) return digits;
    throw new GraphQLError(`${name}: the check digit of ${digits} is wrong; read the number again.`, {
      extensions: { code: 'BAD_INPUT' },
    });
  };
  scalar.parseValue = (value) => check(parseValue(value));
  scalar.parseLiteral = (node, variables) => check(parseLiteral(node, variables));
  return scalar;
}

export const Gtin = checkedScalar('Gtin', /^\d{14}$/, 'give the 14 digits of the trade item, zeros kept.');
export const Sscc = checkedScalar('Sscc', /^\d{18}$/, 'give the 18 digits of the handling unit.');
export const TrackingNumber = checkedScalar(
  'TrackingNumber',
  /^9\d{21}(\d{4}){0,2}$/,
  'give the 22 to 30 digits of the parcel, without the ZIP that a scanner may read before them.',
);
