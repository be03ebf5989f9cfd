import { randomUUID } from 'node:crypto';
import type { PostOffice } from './open-post-office.ts';

export interface Checked {
  readonly verdict: string;
  readonly dpv: string;
  readonly standardized: { readonly deliveryLine: string; readonly lastLine: string } | null;
}

export interface Placed {
  readonly order: {
    readonly number: string;
    readonly status: string;
    readonly round: { readonly ordinal: number };
  } | null;
  readonly userErrors: readonly { readonly __typename: string }[];
}

export type Address = Readonly<Record<string, string>>;

/** What people ask of a post office: householders without a token, and the reviewer of claims. */
export function visitPostOffice(office: PostOffice) {
  async function check(address: Address): Promise<Checked> {
    const { checkAddress } = await office.ask<{ checkAddress: Checked }>(
      `query ($address: AddressInput!) { checkAddress(address: $address) {
        verdict dpv footnotes { code } deliveryPointBarcode changes { field after }
        standardized { kind deliveryLine lastLine components { urbanization primaryNumber } }
        deliveryPoint { countyFips subdivision }
        unitPrompt { knownUnits mayClaimUnit } suggestions { reason address { deliveryLine } } } }`,
      { address },
    );
    return checkAddress;
  }

  async function place(address: Address, wanted: object = {}): Promise<Placed> {
    const input = {
      idempotencyKey: randomUUID(),
      campaign: 'home-tests-2026',
      recipientName: 'Resident',
      address,
      ...wanted,
    };
    const { placeOrder } = await office.ask<{ placeOrder: Placed }>(
      `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
        order { number status round { ordinal } }
        userErrors { __typename message
          ... on AddressProblem { check { verdict unitPrompt { knownUnits } } }
          ... on NotEligible { reasons { code remedy { action } } }
          ... on HouseholdLimitReached { limit remedy { action } } } } }`,
      { input },
    );
    return placeOrder;
  }

  async function onlyClaim(): Promise<{ readonly id: string }> {
    const { unitClaims } = await office.ask<{ unitClaims: { edges: { node: { id: string } }[] } }>(
      `{ unitClaims(status: PENDING) { edges { node { id kind unit status evidence order { status } } } } }`,
      {},
      'contact-agent',
    );
    const [only, ...more] = unitClaims.edges;
    if (!only || more.length) throw new Error(`Expected one claim, found ${unitClaims.edges.length}.`);
    return only.node;
  }

  async function decide(claim: { readonly id: string }, accept: boolean): Promise<unknown> {
    const { decideUnitClaim } = await office.ask<{ decideUnitClaim: unknown }>(
      `mutation ($input: DecideUnitClaimInput!) { decideUnitClaim(input: $input) {
        claim { status decidedBy order { status } } userErrors { __typename } } }`,
      { input: { idempotencyKey: randomUUID(), claim: claim.id, accept } },
      'contact-agent',
    );
    return decideUnitClaim;
  }

  async function statusOf({ order }: Placed, zip: string): Promise<string> {
    const { trackOrder } = await office.ask<{ trackOrder: { status: string } }>(
      'query ($number: String!, $zip: String!) { trackOrder(number: $number, zip: $zip) { status } }',
      { number: order?.number, zip },
    );
    return trackOrder.status;
  }

  return { check, place, onlyClaim, decide, statusOf };
}
