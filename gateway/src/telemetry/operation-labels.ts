import type { Viewer } from '@rotunda/platform/viewer';
import { getOperationAST } from 'graphql';
import { agreementOf } from '../agreements/agreement-of.ts';
import type { Answer } from '../execution/answer.ts';
import type { AskedOperation } from '../operations/prepare-operation.ts';
import { PublicError } from '../public-error.ts';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';

/** What an operation is counted under: as many values as there are stored documents and agreements, whatever clients send. */
export interface OperationLabels {
  /** The name of a stored document, `other` for every other. */
  readonly operation: string;
  /** `query`, `mutation` or `subscription`; `unknown` where the request does not say which operation it means. */
  readonly type: string;
  /** Of the agreement; `public` where people ask for themselves. */
  readonly agency: string;
}

/** The labels of an operation that a viewer asks. */
export function labelsOf(
  { textHash, document, operationName }: AskedOperation,
  viewer: Viewer,
  stored: StoredDocuments,
): OperationLabels {
  return {
    operation: stored.nameOf(textHash) ?? 'other',
    type: getOperationAST(document, operationName)?.operation ?? 'unknown',
    agency: agreementOf(viewer).agency ?? 'public',
  };
}

/** `ok`; `partial`: some of it is missing, and errors say why; `refused`: nothing was run. */
export type OperationOutcome = 'ok' | 'partial' | 'refused';

/** What became of an operation. */
export function outcomeOf({ data, errors }: Answer): OperationOutcome {
  if (!errors || errors.length === 0) return 'ok';
  return data === undefined ? 'refused' : 'partial';
}

/** The closed code of an error, `INTERNAL` for what is no error of the public. */
export function codeOf(error: Error): string {
  return error instanceof PublicError ? error.code : 'INTERNAL';
}
