import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import type { ConsignmentStatus } from '../consignments/consignment.ts';
import type { MessageKey } from '../messages/messages.ts';
import { sayMessage } from '../messages/messages.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { IdempotencyKeyReused, InputInvalid } from '../orders/order-problems.ts';
import type { BatchStatus } from '../shipments/shipment-batch.ts';

/** What stands against a change: a part of the input that cannot be used, kits that are not there, or a thing that is no longer as it must be. */
export type StockFault = StockInputFault | StockShortFault | StateFault;

type StateFault =
  | { readonly kind: 'CONSIGNMENT_STATE'; readonly status: ConsignmentStatus }
  | { readonly kind: 'BATCH_STATE'; readonly status: BatchStatus };

export interface StockInputFault {
  readonly kind: 'INPUT';
  readonly text: MessageKey;
  readonly path: readonly string[];
  readonly values?: Readonly<Record<string, string>> | undefined;
}

export interface StockShortFault {
  readonly kind: 'SHORT';
  readonly siteCode: string;
  readonly available: number;
  readonly path: readonly string[];
}

export interface StockConflict {
  readonly __typename: 'StockConflict';
  readonly code: string;
  readonly message: string;
  readonly path: string[];
  readonly siteCode: string;
  readonly available: number;
}

interface StateConflict<Typename, Status> {
  readonly __typename: Typename;
  readonly code: string;
  readonly message: string;
  readonly path: string[];
  readonly status: Status;
}

export type ConsignmentStateConflict = StateConflict<'ConsignmentStateConflict', ConsignmentStatus>;
export type BatchStateConflict = StateConflict<'BatchStateConflict', BatchStatus>;

export type StockProblem =
  StockConflict | ConsignmentStateConflict | BatchStateConflict | InputInvalid | IdempotencyKeyReused;

/** A part of the input that cannot be used, with the text that says what to give instead. */
export function inputFault(
  text: MessageKey,
  path: readonly string[],
  values?: Readonly<Record<string, string>>,
): StockInputFault {
  return { kind: 'INPUT', text, path, values };
}

/** Says, in one language, what stands against a change. */
export function sayStockFault(fault: StockFault, language: SpokenLanguage): StockProblem {
  switch (fault.kind) {
    case 'INPUT':
      return {
        __typename: 'InputInvalid',
        code: 'INPUT_INVALID',
        message: sayMessage(fault.text, language, fault.values),
        path: [...fault.path],
      };
    case 'SHORT': {
      const { siteCode, available, path } = fault;
      return {
        __typename: 'StockConflict',
        code: 'STOCK_CONFLICT',
        message: sayMessage('stock.SHORT', language, { site: siteCode, available: String(available) }),
        path: [...path],
        siteCode,
        available,
      };
    }
    case 'CONSIGNMENT_STATE':
      return {
        __typename: 'ConsignmentStateConflict',
        code: 'CONSIGNMENT_STATE_CONFLICT',
        message: sayMessage('consignment.STATE', language),
        path: ['consignment'],
        status: fault.status,
      };
    case 'BATCH_STATE':
      return {
        __typename: 'BatchStateConflict',
        code: 'BATCH_STATE_CONFLICT',
        message: sayMessage('shipment.STATE', language),
        path: ['batch'],
        status: fault.status,
      };
  }
}

/** Says that the key did something else before. */
export function sayKeyReused(language: SpokenLanguage): IdempotencyKeyReused {
  return {
    __typename: 'IdempotencyKeyReused',
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: sayMessage('stock.KEY_REUSED', language),
    path: ['idempotencyKey'],
  };
}

/** An outcome as a payload tells it: the answer or nothing, whether it was given before, and what stood against it. */
export function sayOutcome<Answer>(
  outcome: AnswerOnce<Answer, StockFault>,
  language: SpokenLanguage,
): { readonly answer?: Answer; readonly replayed: boolean; readonly userErrors: StockProblem[] } {
  switch (outcome.kind) {
    case 'DONE':
      return { answer: outcome.answer, replayed: outcome.replayed, userErrors: [] };
    case 'REFUSED':
      return { replayed: false, userErrors: [sayStockFault(outcome.problem, language)] };
    case 'KEY_REUSED':
      return { replayed: false, userErrors: [sayKeyReused(language)] };
  }
}
