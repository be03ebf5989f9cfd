/** In place of a campaign: checks of addresses name none. */
export const anyCampaign = '';

/** The steps that are no attempt to order. */
export const stepsBefore: readonly string[] = ['ADDRESS_CHECKED', 'ELIGIBLE'];

/** The outcomes of a household that had ordered before. */
export const duplicateSteps: readonly string[] = ['REPLAYED', 'HOUSEHOLD_LIMIT_REACHED'];

export interface StepCount {
  /** `PLACED`, `REPLAYED`, or the code of a refusal, e.g. `NOT_ELIGIBLE`. */
  readonly step: string;
  /** First three digits of the ZIP; empty where none is known. */
  readonly zip3: string;
  readonly times: number;
}
