import type { CheckedAddress } from '../addresses/address-check.ts';
import type { EligibilityReason, RemedyAction } from '../eligibility/eligibility.ts';
import { sayMessage } from '../messages/messages.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { InputFault } from './order-wish.ts';

interface Said {
  readonly code: string;
  readonly message: string;
  /** Where in the input, outermost first; undefined where the whole input is meant. */
  readonly path: string[] | undefined;
}

export type AddressProblem = Said & { readonly __typename: 'AddressProblem'; readonly check: CheckedAddress };
export type HouseholdLimitReached = Said & {
  readonly __typename: 'HouseholdLimitReached';
  readonly limit: number;
  readonly nextRoundOpensAt: Date | undefined;
  readonly remedy: RemedyAction;
};
export type NotEligible = Said & {
  readonly __typename: 'NotEligible';
  readonly reasons: readonly EligibilityReason[];
};
export type RoundNotOpen = Said & { readonly __typename: 'RoundNotOpen'; readonly opensAt: Date | undefined };
export type IdempotencyKeyReused = Said & { readonly __typename: 'IdempotencyKeyReused' };
export type CheckTokenExpired = Said & { readonly __typename: 'CheckTokenExpired' };
export type IntakeThrottled = Said & {
  readonly __typename: 'IntakeThrottled';
  readonly retryAfterMs: number;
  readonly queueTicket: string | undefined;
};
export type InputInvalid = Said & { readonly __typename: 'InputInvalid' };

export type OrderProblem =
  | AddressProblem
  | HouseholdLimitReached
  | NotEligible
  | RoundNotOpen
  | IdempotencyKeyReused
  | CheckTokenExpired
  | IntakeThrottled
  | InputInvalid;

function createOrderProblems(language: SpokenLanguage) {
  return {
    addressProblem: (check: CheckedAddress): AddressProblem => ({
      __typename: 'AddressProblem',
      code: 'ADDRESS_PROBLEM',
      message: sayMessage('problem.ADDRESS_PROBLEM', language),
      path: ['address'],
      check,
    }),
    householdLimitReached: (limit: number, nextRoundOpensAt: Date | undefined): HouseholdLimitReached => ({
      __typename: 'HouseholdLimitReached',
      code: 'HOUSEHOLD_LIMIT_REACHED',
      message: sayMessage('problem.HOUSEHOLD_LIMIT_REACHED', language),
      path: ['address'],
      limit,
      nextRoundOpensAt,
      remedy: 'TRACK_EXISTING_ORDER',
    }),
    notEligible: (reasons: readonly EligibilityReason[]): NotEligible => ({
      __typename: 'NotEligible',
      code: 'NOT_ELIGIBLE',
      message: sayMessage('problem.NOT_ELIGIBLE', language),
      path: ['address'],
      reasons,
    }),
    roundNotOpen: (opensAt: Date | undefined): RoundNotOpen => ({
      __typename: 'RoundNotOpen',
      code: 'ROUND_NOT_OPEN',
      message: sayMessage('problem.ROUND_NOT_OPEN', language),
      path: ['campaign'],
      opensAt,
    }),
    idempotencyKeyReused: (): IdempotencyKeyReused => ({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: sayMessage('problem.IDEMPOTENCY_KEY_REUSED', language),
      path: ['idempotencyKey'],
    }),
    checkTokenExpired: (): CheckTokenExpired => ({
      __typename: 'CheckTokenExpired',
      code: 'CHECK_TOKEN_EXPIRED',
      message: sayMessage('problem.CHECK_TOKEN_EXPIRED', language),
      path: ['addressToken'],
    }),
    intakeThrottled: (retryAfterMs: number, queueTicket?: string): IntakeThrottled => ({
      __typename: 'IntakeThrottled',
      code: 'INTAKE_THROTTLED',
      message: sayMessage('problem.INTAKE_THROTTLED', language, {
        seconds: String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
      }),
      path: undefined,
      retryAfterMs,
      queueTicket,
    }),
    inputInvalid: ({ text, path }: InputFault): InputInvalid => ({
      __typename: 'InputInvalid',
      code: 'INPUT_INVALID',
      message: sayMessage(text, language),
      path: [...path],
    }),
  };
}

export type OrderProblems = ReturnType<typeof createOrderProblems>;

const problemsIn: Readonly<Record<SpokenLanguage, OrderProblems>> = {
  en: createOrderProblems('en'),
  es: createOrderProblems('es'),
};

/** Says, in one language, why an order was not placed. */
export function orderProblemsIn(language: SpokenLanguage): OrderProblems {
  return problemsIn[language];
}
