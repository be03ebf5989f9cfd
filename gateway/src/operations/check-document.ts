import { type DocumentNode, type GraphQLError, type GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { GatewayLimits } from '../gateway-limits.ts';
import { PublicError } from '../public-error.ts';
import { measureDocument } from '../request-rules/measure-document.ts';
import { requestRules } from '../request-rules/request-rules.ts';
import { checkDeferLabels } from './check-defer-labels.ts';

const errorsShown = 3;
const validationRules = [...specifiedRules, checkDeferLabels];

/**
 * Why a parsed document is refused, or an empty list. The rules come first and give one error, because validation costs
 * more the larger a document is. No message suggests a name: the contract is published, guessing is not needed.
 */
export function checkDocument(
  document: DocumentNode,
  schema: GraphQLSchema,
  limits: GatewayLimits,
): readonly GraphQLError[] {
  const measure = measureDocument(document);
  for (const rule of requestRules) {
    const sentence = rule.refuse(measure, limits);
    if (sentence) return [new PublicError('REQUEST_LIMIT', sentence, { extensions: { rule: rule.name } })];
  }
  const errors = validate(schema, document, validationRules, {
    maxErrors: errorsShown,
    hideSuggestions: true,
  });
  return errors.map(
    ({ message, nodes }) => new PublicError('GRAPHQL_VALIDATION_FAILED', message, { nodes: nodes ?? null }),
  );
}
