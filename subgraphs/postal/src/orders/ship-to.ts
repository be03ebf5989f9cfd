import { standardise } from '../addresses/standardise/standardise.ts';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';
import type { ReliefOrder } from './order.ts';

/** Where an order goes, in its parts. Orders keep the printed lines only: a standard address standardises to itself. */
export function shipToOf({ deliveryLine, lastLine, urbanization }: ReliefOrder): StandardAddress {
  const [, city, state, zip] = /^(.*) ([A-Z]{2}) (\d{5}(?:-\d{4})?)$/.exec(lastLine) ?? [];
  const address = standardise({ line1: deliveryLine, city, state, zip, urbanization });
  if (address.kind === 'UNPARSEABLE') throw new Error('An order was stored with an address that is none.');
  return address;
}
