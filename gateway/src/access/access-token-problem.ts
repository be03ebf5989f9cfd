/** Why a caller is not let in, in a closed set of sentences; the HTTP status and `error` follow RFC 6750, section 3.1. */
export interface AccessTokenProblem {
  readonly status: 400 | 401 | 403 | 503;
  /** `error` of the `WWW-Authenticate` challenge; absent where no token was offered. */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof';
  /** The scheme to try next; `Bearer` unless given. */
  readonly scheme?: 'Bearer' | 'DPoP';
  readonly sentence: string;
}

/** Thrown for a caller whose credentials cannot be used; its problem is for the client to read. */
export class AccessRefused extends Error {
  readonly problem: AccessTokenProblem;

  constructor(problem: AccessTokenProblem, cause?: unknown) {
    super(problem.sentence, { cause });
    this.name = 'AccessRefused';
    this.problem = problem;
  }
}

/** A token that is no good, and what is wrong with it. */
export function invalidToken(sentence: string, cause?: unknown): AccessRefused {
  return new AccessRefused({ status: 401, error: 'invalid_token', sentence }, cause);
}
