import { parseOrderNumber } from '../orders/order-number.ts';
import type { ChangeableOrder } from './changeable-order.ts';

/** What proves an order: its number as on the receipt and the ZIP it goes to. */
export interface OrderProof {
  readonly number: string;
  readonly zip: string;
}

/** Number and ZIP in the one spelling that equal proofs share; null for what cannot be a number of ours. */
export function readProof({ number, zip }: OrderProof): readonly [number: number | null, zip: string] {
  return [parseOrderNumber(number) ?? null, zip.trim().slice(0, 5)];
}

/** The order that a proof names; a wrong ZIP looks like a number that was never given. */
export async function findProvenOrder(
  proof: OrderProof,
  find: (number: number) => Promise<ChangeableOrder | undefined>,
): Promise<ChangeableOrder | undefined> {
  const [number, zip] = readProof(proof);
  const order = number === null ? undefined : await find(number);
  return order?.zip === zip ? order : undefined;
}
