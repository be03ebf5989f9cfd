import { randomUUID } from 'node:crypto';

export interface MeasuredOperation {
  readonly name: string;
  /** The body of the next request. */
  next(): string;
  /** A text that every right answer holds. */
  readonly expected: string;
}

const placeOrder = `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { replayed order { number status } userErrors { code message } } }`;
const county = `query County($fips: ID!) { region(fips: $fips) { fips name reliefCoverage(campaign: "home-tests-2026") { households reached } openAlerts { id code state } health { patients positiveShare } } }`;
const countyOfOneWing = `query County($fips: ID!) { region(fips: $fips) { fips name reliefCoverage(campaign: "home-tests-2026") { households reached } } }`;

const prefix = randomUUID();
let sent = 0;

function nextOrder(): string {
  sent += 1;
  const address = { line1: `${sent} Measured Street NE`, city: 'Washington', state: 'DC', zip: '20002' };
  const input = {
    idempotencyKey: `${prefix}-${sent}`,
    campaign: 'home-tests-2026',
    address,
    recipientName: 'Synthetic Resident',
  };
  return JSON.stringify({ query: placeOrder, variables: { input } });
}

const nextCounty = (query: string) => () => {
  sent += 1;
  return JSON.stringify({ query, variables: { fips: String(10_000 + (sent % 3_000)) } });
};

/** What is measured: a change passed to one wing, and a query that needs three. */
export const measuredOperations: readonly MeasuredOperation[] = [
  { name: 'order mutation', next: nextOrder, expected: '"status":"PLACED"' },
  { name: 'three-wing query', next: nextCounty(county), expected: '"positiveShare":0.041' },
];

/** What a proxy to one wing can be asked instead. */
export const oneWingOperations: readonly MeasuredOperation[] = measuredOperations.map((operation) =>
  operation.name === 'three-wing query'
    ? { ...operation, next: nextCounty(countyOfOneWing), expected: '"reached":340' }
    : operation,
);

/** Ticks a second for all followers together, as far as `mostTicks` for each allows. */
const ticksForAll = 10_000;
const mostTicks = 100;

/** What is followed instead of asked, by so many followers. */
export const measuredSubscription = {
  name: 'subscription event',
  bodyFor: (followers: number): string =>
    JSON.stringify({
      query: 'subscription Ticks($perSecond: Int!) { ticked(perSecond: $perSecond) { at text } }',
      variables: { perSecond: Math.min(mostTicks, Math.ceil(ticksForAll / followers)) },
    }),
};
