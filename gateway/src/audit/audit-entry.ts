import type { Viewer } from '@rotunda/platform/viewer';
import type { AuditedOperation } from './describe-operation.ts';

/**
 * `partial`: data with errors; `refused`: errors and no data; `failed`: a fault, told to the client by a reference id alone;
 * `begun`: the first part of an answer in parts, of which another record tells what came; `followed`: a subscription began; `left`: it ended, or
 * the caller went away before the last part.
 */
export type AuditOutcome = 'answered' | 'partial' | 'refused' | 'failed' | 'begun' | 'followed' | 'left';

/** What one operation leaves in the log. Values of variables go in and only keyed hashes of them are written. */
export interface AuditEntry {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Id of the data sharing agreement that the operation ran under. */
  readonly agreement?: string | undefined;
  /** SHA-256 of the document's text in hexadecimal; undefined where it could not be read. */
  readonly document?: string | undefined;
  /** Undefined where the document never became an operation that could run. */
  readonly operation?: AuditedOperation | undefined;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** With defaults. */
  readonly coerced?: Readonly<Record<string, unknown>> | undefined;
  readonly outcome: AuditOutcome;
  /** Codes of the answer's errors. */
  readonly errors: readonly string[];
  /** How many events a subscription gave before it was left, or how many parts an answer in parts. */
  readonly events?: number | undefined;
}
