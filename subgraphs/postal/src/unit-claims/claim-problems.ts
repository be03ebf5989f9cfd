import { keyedChangeProblemsIn } from '../answered-requests/keyed-change-problems.ts';
import { sayMessage } from '../messages/messages.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { IdempotencyKeyReused, InputInvalid } from '../orders/order-problems.ts';
import type { ClaimStatus } from './unit-claim.ts';

export interface ClaimStateConflict {
  readonly __typename: 'ClaimStateConflict';
  readonly code: string;
  readonly message: string;
  readonly path: string[] | undefined;
  readonly status: ClaimStatus;
}

export type ClaimProblem = InputInvalid | IdempotencyKeyReused | ClaimStateConflict;

/** Says, in one language, why a claim was not decided. */
export function claimProblemsIn(language: SpokenLanguage) {
  return {
    ...keyedChangeProblemsIn(language),
    claimStateConflict: (status: ClaimStatus): ClaimStateConflict => ({
      __typename: 'ClaimStateConflict',
      code: 'CLAIM_STATE_CONFLICT',
      message: sayMessage('problem.CLAIM_STATE_CONFLICT', language),
      path: ['claim'],
      status,
    }),
  };
}
