import { type FieldNode, type GraphQLField, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { PublicError } from '../../public-error.ts';
import type { CostFormula, Variables } from './cost-formula.ts';
import type { ListSize } from './cost-map.ts';

/** How many items a list has at most: what its slicing arguments say, or else what is assumed. A negative number is refused. */
export function compileSliceSize(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  size: ListSize,
  fallback: number,
): CostFormula {
  const assumed = size.assumedSize ?? fallback;
  const slices = size.slicingArguments.map((name) => compileSlice(field, definition, name));
  if (slices.length === 0) return assumed;
  const sizeOf = (variables: Variables) => {
    const given = slices.map((slice) => slice(variables)).filter((value) => typeof value === 'number');
    if (given.some((value) => value < 0)) {
      throw new PublicError('BAD_INPUT', `${definition.name}: the size of a list is not negative.`, {
        nodes: [field],
      });
    }
    return given.length > 0 ? Math.max(...given) : assumed;
  };
  const isFixed = !JSON.stringify(field.arguments ?? []).includes(`"${Kind.VARIABLE}"`);
  return isFixed ? fixedOr(sizeOf) : sizeOf;
}

/** A negative literal is refused when the operation is asked, like a negative variable, so that one place words it. */
function fixedOr(sizeOf: Exclude<CostFormula, number>): CostFormula {
  try {
    return sizeOf({});
  } catch {
    return sizeOf;
  }
}

function compileSlice(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  argumentName: string,
): (variables: Variables) => unknown {
  const given: ValueNode | undefined = field.arguments?.find(
    ({ name }) => name.value === argumentName,
  )?.value;
  const fallback = definition.args.find(({ name }) => name === argumentName)?.defaultValue;
  return (variables) => {
    const value = given === undefined ? undefined : valueFromASTUntyped(given, variables);
    return value === undefined ? fallback : value;
  };
}
