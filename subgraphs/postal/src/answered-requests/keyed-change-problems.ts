import { type MessageKey, sayMessage } from '../messages/messages.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { IdempotencyKeyReused, InputInvalid } from '../orders/order-problems.ts';

/** Says, in one language, what may be wrong with any change that is made once for a key. */
export function keyedChangeProblemsIn(language: SpokenLanguage) {
  return {
    inputInvalid: (text: MessageKey, path: string): InputInvalid => ({
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
  };
}
