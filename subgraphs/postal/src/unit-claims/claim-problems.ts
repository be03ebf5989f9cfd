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
    inputInvalid: (text: 'input.KEY' | 'input.CLAIM', path: string): InputInvalid => ({
      __typename: 'InputInvalid',
      code: 'INPUT_INVALID',
      message: sayMessage(text, language),
      path: [path],
    }),
    keyReused: (): IdempotencyKeyReused => ({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: sayMessage('problem.CHANGE_KEY_REUSED', language),
      path: ['idempotencyKey'],
    }),
    claimStateConflict: (status: ClaimStatus): ClaimStateConflict => ({
      __typename: 'ClaimStateConflict',
      code: 'CLAIM_STATE_CONFLICT',
      message: sayMessage('problem.CLAIM_STATE_CONFLICT', language),
      path: ['claim'],
      status,
    }),
  };
}
