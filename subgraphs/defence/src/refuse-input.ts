import type { DefenceErrorCode } from './generated/resolvers-types.ts';

/** Why an input was not accepted, as the mutations of this wing answer it. */
export interface InputRefusal {
  readonly __typename: 'DefenceUserError';
  readonly code: string;
  readonly reason: DefenceErrorCode;
  readonly message: string;
  readonly path: string[] | null;
}

/** A refusal of an input: what is wrong and what to do, and the part of the input that is meant. */
export function refuseInput(
  reason: DefenceErrorCode,
  message: string,
  path?: readonly string[],
): InputRefusal {
  return { __typename: 'DefenceUserError', code: reason, reason, message, path: path ? [...path] : null };
}
