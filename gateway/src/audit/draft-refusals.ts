import { agreementOf } from '../agreements/agreement-of.ts';
import type { CountedRefusals } from './count-refusals.ts';
import { type RecordDraft, draftRecord } from './record-draft.ts';

/** The record of refusals that were counted together. */
export function draftRefusals(refusals: CountedRefusals, at: string): RecordDraft {
  const { viewer, code, rule, count, since, document, requestId } = refusals;
  const agreement = viewer && agreementOf(viewer);
  return draftRecord({
    at,
    kind: 'refusal',
    agreement: agreement && `${agreement.id}@${agreement.version}`,
    code,
    count,
    document,
    requestId,
    rule,
    since: new Date(since).toISOString(),
    viewer: viewer && { agency: viewer.agency, purpose: viewer.purpose, subject: viewer.subject },
  });
}
