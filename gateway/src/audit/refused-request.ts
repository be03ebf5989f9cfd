import type { Viewer } from '@rotunda/platform/viewer';
import type { GraphQLError } from 'graphql';
import { AccessRefused } from '../access/access-token-problem.ts';
import { RequestRefused } from '../http/request-refused.ts';

/** A request that was turned away before it became an operation. */
export interface RefusedRequest {
  readonly requestId: string;
  /** Undefined where nobody could be named: the token was not taken. */
  readonly viewer: Viewer | undefined;
  /** As the client was told it. */
  readonly code: string;
  /** Which rule of several, or what of the credentials, where it has a name. */
  readonly rule?: string | undefined;
  /** SHA-256 of the document that was asked for, in hexadecimal. */
  readonly document?: string | undefined;
}

export type RequestKnown = Pick<RefusedRequest, 'requestId' | 'viewer'>;

const codeOfStatus = { 400: 'BAD_INPUT', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 503: 'UNAVAILABLE' };

/** The refusal that something thrown stands for; undefined where it is a fault. */
export function refusedByThrown(cause: unknown, known: RequestKnown): RefusedRequest | undefined {
  if (cause instanceof AccessRefused) {
    const { status, error } = cause.problem;
    return { ...known, code: codeOfStatus[status], rule: error };
  }
  if (!(cause instanceof RequestRefused)) return undefined;
  const { code, status, document } = cause;
  return { ...known, code, document, rule: code === 'BAD_INPUT' ? `http ${status}` : undefined };
}

/** The refusal that the first of some errors stands for. */
export function refusedByErrors(
  [error]: readonly GraphQLError[],
  known: RequestKnown & Pick<RefusedRequest, 'document'>,
): RefusedRequest {
  const { code, rule } = error?.extensions ?? {};
  return {
    ...known,
    code: typeof code === 'string' ? code : 'UNKNOWN',
    rule: typeof rule === 'string' ? rule : undefined,
  };
}
