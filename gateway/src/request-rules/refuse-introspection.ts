import type { Viewer } from '@rotunda/platform/viewer';
import { BREAK, type DocumentNode, visit } from 'graphql';
import { PublicError } from '../public-error.ts';

/**
 * Why a document may not ask for the contract, or undefined where it may: with an access token it shows what its bearer may ask, without one the
 * published contract is at `/api.graphql`. Forms that go in circles are refused by the standard's own validation.
 */
export function refuseIntrospection(document: DocumentNode, viewer: Viewer): PublicError | undefined {
  if (viewer.authenticated || !asksForContract(document)) return undefined;
  return new PublicError(
    'REQUEST_LIMIT',
    'The contract is at /api.graphql; introspection needs an access token.',
    { extensions: { rule: 'introspection' } },
  );
}

function asksForContract(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name: { value } }) {
      if (value !== '__schema' && value !== '__type') return undefined;
      asks = true;
      return BREAK;
    },
  });
  return asks;
}
