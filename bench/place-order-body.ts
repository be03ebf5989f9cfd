import type { WrittenAddress } from './orders-households.ts';

const document =
  'mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { replayed order { number status } userErrors { code } } }';
const head = `{"query":${JSON.stringify(document)},"variables":{"input":{"campaign":"home-tests-2026","recipientName":"Synthetic Resident","idempotencyKey":"`;

/** The body of a request that places an order of the demonstration campaign. */
export function placeOrderBody(idempotencyKey: string, address: WrittenAddress): string {
  return `${head}${idempotencyKey}","address":${JSON.stringify(address)}}}}`;
}
