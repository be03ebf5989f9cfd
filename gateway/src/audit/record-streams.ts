import { agreementOf } from '../agreements/agreement-of.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { PreparedSubscription, RequestVariables } from '../operations/prepared-operation.ts';
import { PublicError } from '../public-error.ts';
import type { AuditLog } from './audit-log.ts';
import { describePrepared } from './describe-prepared.ts';
import { LogUnavailable } from './log-unavailable.ts';

/** Notes that a subscription was left, after so many events. */
export type RecordLeaving = (events: number) => Promise<void>;

/**
 * Records that a caller follows a subscription; gives what records that it has left. Resolves when the record is durable: no event may be seen
 * before. Throws a `PublicError` where the log cannot be written.
 */
export type RecordFollowing = (
  prepared: PreparedSubscription,
  variables: RequestVariables,
  request: Pick<GatewayRequest, 'viewer' | 'requestId'>,
) => Promise<RecordLeaving>;

/** Records each subscription twice, for every caller by itself, whoever else follows the same stream. */
export function createStreamRecorder(log: AuditLog): RecordFollowing {
  return async (prepared, { given, coerced }, { viewer, requestId }) => {
    const { id, version } = agreementOf(viewer);
    const common = { requestId, viewer, agreement: `${id}@${version}`, variables: given, coerced };
    const entry = { ...common, ...describePrepared(prepared), errors: [] };
    try {
      await log.record({ ...entry, outcome: 'followed' });
    } catch (cause) {
      throw cause instanceof LogUnavailable ? notRecorded() : cause;
    }
    return async (events) => {
      try {
        await log.record({ ...entry, outcome: 'left', events });
      } catch (cause) {
        // The log has reported why it cannot be written, and the stream is over.
        if (!(cause instanceof LogUnavailable)) throw cause;
      }
    };
  };
}

function notRecorded(): PublicError {
  return new PublicError(
    'UNAVAILABLE',
    'What is followed here cannot be recorded now: subscribe again later.',
  );
}
