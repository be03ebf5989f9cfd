import { scalars } from '@rotunda/platform/scalars';
import { type GraphQLSchema, isScalarType } from 'graphql';

/** The schema itself, whose scalars now check values as ours do, so that a bad date never reaches a wing. */
export function withOurScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const ours = isScalarType(type) ? scalars[type.name] : undefined;
    if (!isScalarType(type) || !ours) continue;
    type.parseValue = ours.parseValue;
    type.parseLiteral = ours.parseLiteral;
  }
  return schema;
}
