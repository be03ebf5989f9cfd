import { agreementOf } from '../agreements/agreement-of.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { PreparedOperation, RequestVariables } from '../operations/prepared-operation.ts';
import type { AuditEntry, AuditOutcome } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { describePrepared } from './describe-prepared.ts';
import { LogUnavailable } from './log-unavailable.ts';

/** The two records of one answer in parts. Each resolves to whether it is durable. */
export interface PartsRecord {
  /** Before the first part leaves; its coordinates are those of all parts. */
  begin(errors: readonly string[]): Promise<boolean>;
  /** Before the last part leaves, or when the caller has gone; with how many parts it got. */
  end(outcome: AuditOutcome, errors: readonly string[], parts: number): Promise<boolean>;
}

export interface PartsRecorder {
  /** False while nothing can be recorded: then nothing should be run. */
  healthy(): boolean;
  recordOf(
    prepared: PreparedOperation,
    variables: RequestVariables,
    request: Pick<GatewayRequest, 'viewer' | 'requestId'>,
  ): PartsRecord;
}

/** Records each answer that leaves in parts twice: when it begins, and what came of it. */
export function createPartsRecorder(log: AuditLog): PartsRecorder {
  async function isRecorded(entry: AuditEntry): Promise<boolean> {
    try {
      await log.record(entry);
      return true;
    } catch (cause) {
      if (cause instanceof LogUnavailable) return false;
      throw cause;
    }
  }

  return {
    healthy: () => log.healthy(),
    recordOf(prepared, { given, coerced }, { viewer, requestId }) {
      const { id, version } = agreementOf(viewer);
      const agreement = `${id}@${version}`;
      const common = { requestId, viewer, agreement, variables: given, coerced };
      const entry = { ...common, ...describePrepared(prepared) };
      return {
        begin: (errors) => isRecorded({ ...entry, outcome: 'begun', errors }),
        end: (outcome, errors, parts) => isRecorded({ ...entry, outcome, errors, events: parts }),
      };
    },
  };
}
