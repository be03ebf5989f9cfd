import { keyedChangeProblemsIn } from '../answered-requests/keyed-change-problems.ts';
import { sayMessage } from '../messages/messages.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { IdempotencyKeyReused, InputInvalid } from '../orders/order-problems.ts';
import type { OrderStatus } from '../orders/order.ts';

export interface OrderStateConflict {
  readonly __typename: 'OrderStateConflict';
  readonly code: string;
  readonly message: string;
  readonly path: string[] | undefined;
  readonly status: OrderStatus;
}

/** What keeps any change of an order from being made. */
export type ChangeProblem = InputInvalid | IdempotencyKeyReused | OrderStateConflict;

/** Says, in one language, why an order was not changed. */
export function changeProblemsIn(language: SpokenLanguage) {
  const conflict = (status: OrderStatus, message: string): OrderStateConflict => ({
    __typename: 'OrderStateConflict',
    code: 'ORDER_STATE_CONFLICT',
    message,
    path: ['number'],
    status,
  });
  return {
    ...keyedChangeProblemsIn(language),
    orderStateConflict: (status: OrderStatus): OrderStateConflict =>
      conflict(
        status,
        sayMessage('problem.ORDER_STATE_CONFLICT', language, {
          status: sayMessage(`status.${status}`, language),
        }),
      ),
    /** `day` is when it may be asked again, `YYYY-MM-DD`. */
    notYetLate: (status: OrderStatus, day: string): OrderStateConflict =>
      conflict(status, sayMessage('problem.NOT_YET_LATE', language, { day })),
    orderAgain: (status: OrderStatus): OrderStateConflict =>
      conflict(status, sayMessage('problem.ORDER_AGAIN', language)),
    callSupport: (status: OrderStatus): OrderStateConflict =>
      conflict(status, sayMessage('problem.ALREADY_REPLACED', language)),
  };
}
