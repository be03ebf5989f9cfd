import type { Answer } from '../execution/answer.ts';
import { RequestRefused } from '../http/request-refused.ts';
import type { AuditOutcome } from './audit-entry.ts';

export interface Outcome {
  readonly outcome: AuditOutcome;
  /** Codes of the errors. */
  readonly errors: readonly string[];
}

const answered: Outcome = { outcome: 'answered', errors: [] };

/** The outcome of an operation that was executed or refused by the executor. */
export function outcomeOfAnswer({ data, errors = [] }: Answer): Outcome {
  if (errors.length === 0) return answered;
  const codes = errors.map(({ extensions }) => String(extensions['code'] ?? 'UNKNOWN'));
  return { outcome: data === undefined ? 'refused' : 'partial', errors: codes };
}

/** The outcome of a request that never came to the executor, or that a fault ended in it, from the answer's status and text. */
export function outcomeOfBody({ status, body }: { readonly status: number; readonly body: string }): Outcome {
  return { outcome: status >= 500 ? 'failed' : 'refused', errors: codesIn(body) };
}

/** The outcome of a request that ended with something thrown. */
export function outcomeOfThrown(cause: unknown): Outcome {
  if (cause instanceof RequestRefused) return { outcome: 'refused', errors: [cause.code] };
  return { outcome: 'failed', errors: ['INTERNAL'] };
}

function codesIn(body: string): readonly string[] {
  const { errors }: { errors?: unknown } = JSON.parse(body);
  if (!Array.isArray(errors)) return [];
  return errors.map((error: { extensions?: { code?: unknown } }) =>
    String(error.extensions?.code ?? 'UNKNOWN'),
  );
}
