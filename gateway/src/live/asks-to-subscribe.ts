import { getOperationAST, parse } from 'graphql';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';
import type { StreamParameters } from './stream-parameters.ts';

/**
 * Whether the operation that a request names is a subscription. What cannot be read is none: an ordinary answer says what is wrong with it. A text that
 * is known by its hash alone is looked for among the stored documents.
 */
export function asksToSubscribe(
  { query, documentId, operationName }: StreamParameters,
  { maxTokens, stored }: { readonly maxTokens: number; readonly stored: StoredDocuments },
): boolean {
  const text =
    query ?? (typeof documentId === 'string' ? stored.find(documentId.slice(scheme.length)) : query);
  if (typeof text !== 'string' || !text.includes('subscription')) return false;
  try {
    const name = typeof operationName === 'string' ? operationName : undefined;
    return getOperationAST(parse(text, { maxTokens }), name)?.operation === 'subscription';
  } catch {
    return false;
  }
}

const scheme = 'sha256:';
