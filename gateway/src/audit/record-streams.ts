import { hash } from 'node:crypto';
import { agreementOf } from '../agreements/agreement-of.ts';
import type { CompileSubscription } from '../live/compile-subscription.ts';
import { PublicError } from '../public-error.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { describeOperation } from './describe-operation.ts';
import { LogUnavailable } from './log-unavailable.ts';

/**
 * Records each subscription twice: durably before its wing is asked, so that no event is seen without a record, and when it ends, with
 * how many events it gave. Where the log cannot be written, none begins.
 */
export function recordStreams(log: AuditLog, compile: CompileSubscription): CompileSubscription {
  return (planned) => {
    const operation = describeOperation(planned, planned.schema, planned.isDenied);
    const text = planned.document.loc?.source.body;
    const document = text === undefined ? undefined : hash('sha256', text);
    const open = compile(planned);

    return async function* (variables, request, forEvent) {
      const { id, version } = agreementOf(request.viewer);
      const entry = {
        requestId: request.requestId,
        viewer: request.viewer,
        agreement: `${id}@${version}`,
        variables: variables.given,
        coerced: variables.coerced,
        errors: [],
        ...{ document, operation },
      };
      await recordOrRefuse(log, { ...entry, outcome: 'followed' });
      let events = 0;
      try {
        for await (const answer of open(variables, request, forEvent)) {
          events += 1;
          yield answer;
        }
      } finally {
        await recordOrRefuse(log, { ...entry, outcome: 'left', events });
      }
    };
  };
}

async function recordOrRefuse(log: AuditLog, entry: AuditEntry): Promise<void> {
  try {
    await log.record(entry);
  } catch (cause) {
    if (!(cause instanceof LogUnavailable)) throw cause;
    throw new PublicError(
      'UNAVAILABLE',
      'What is followed here cannot be recorded now: subscribe again later.',
    );
  }
}
