import type { AddressInput } from '../addresses/standardise/standard-address.ts';
import type { UnitStatement } from '../eligibility/eligibility.ts';
import type { OrderProblem } from '../orders/order-problems.ts';
import type { OrderInput } from '../orders/order-wish.ts';
import type { OrderChannel, OrderDraft } from '../orders/order.ts';

export type BulkErrorPolicy = 'IGNORE_FAILED' | 'REJECT_FAILED_ROWS' | 'REJECT_EVERYTHING';

/** One order of a list, as it was given. */
export interface BulkOrderRow {
  readonly externalReference: string;
  readonly address: AddressInput;
  readonly recipientName: string;
  readonly contact?: OrderInput['contact'];
  readonly locale?: string | null | undefined;
  readonly unitStatement?: UnitStatement | null | undefined;
  readonly overrideReason?: string | null | undefined;
}

/** A list of orders, as it was given. */
export interface BulkList {
  readonly idempotencyKey: string;
  readonly campaign: string;
  readonly channel: OrderChannel;
  readonly agent: string;
  readonly errorPolicy: BulkErrorPolicy;
  readonly rows: readonly BulkOrderRow[];
}

/** Rules that an agent passed, and why. */
export interface Override {
  readonly reason: string;
  /** Codes of eligibility. */
  readonly passed: readonly string[];
}

/** A row that may be placed if its household has a claim left. */
export interface DraftedRow {
  readonly draft: OrderDraft;
  readonly override: Override | undefined;
  /** What was left out of it. */
  readonly problems: readonly OrderProblem[];
}

/** A row of the list with the claim and number that it will take. */
export interface PlannedOrder {
  readonly draft: OrderDraft;
  readonly override: Override | undefined;
  readonly number: number;
  readonly roundId: number;
  readonly ordinal: number;
}

/** What became of a row: the order's number, or none, and why. */
export interface RowAnswer {
  readonly number: number | undefined;
  readonly problems: readonly OrderProblem[];
}
