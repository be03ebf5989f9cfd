import type { PublicError } from '../public-error.ts';

/** What one admitted request may still spend of its caller's budget. */
export interface RequestBudget {
  /** Charges what an operation may cost, before it runs; the error says when the caller can afford it. */
  charge(cost: number): PublicError | undefined;
  /** Gives back what was charged and not used. */
  settle(charged: number, actual: number): void;
}

/** The budget of whoever is not counted. */
export const unlimitedBudget: RequestBudget = {
  charge: () => undefined,
  settle: () => {},
};
