import type { AdmitRequest } from './admit-request.ts';
import { unlimitedBudget } from './request-budget.ts';

/** Lets every request in and counts nothing: for measurements, and behind an edge that limits by itself. */
export const admitEverybody: AdmitRequest = () => ({
  budget: unlimitedBudget,
  status: () => undefined,
  headers: () => ({}),
  leave: () => {},
});
