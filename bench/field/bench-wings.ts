import { readFileSync } from 'node:fs';
import { createFederatedSchema } from '@rotunda/platform/create-federated-schema';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { type Tick, ticksAt } from './wing-ticks.ts';

export const benchWingNames = ['postal', 'defence', 'health'] as const;
export type BenchWingName = (typeof benchWingNames)[number];

const fileOf = (name: BenchWingName) => new URL(`./wings/${name}.graphql`, import.meta.url);

/** The SDL of a wing; `open` is without the directives of access, for gateways that refuse or ignore them. */
export function benchSdl(name: BenchWingName, access: 'guarded' | 'open'): string {
  const sdl = readFileSync(fileOf(name), 'utf8');
  return access === 'guarded'
    ? sdl
    : sdl.replace(/ @requiresScopes\(scopes: \[\[[^\]]*\]\]\)/g, '').replace(', "@requiresScopes"', '');
}

/** A wing shaped like the real one, its answers from memory, so that what is measured is the way to it. */
export function createBenchWing(name: BenchWingName): Subgraph {
  return {
    name,
    schema: createFederatedSchema({
      schemaFile: fileOf(name),
      resolvers: resolvers[name],
      policies: { publicFields: ['Query.region', 'Region'], named: {} },
    }),
    requestFor: (viewer, facts) => ({ viewer, facts }),
    close: async () => {},
  };
}

const region = (_root: unknown, { fips }: { fips: string }) => ({ fips, name: `County ${fips}` });
const reference = ({ fips }: { fips: string }) => ({ fips, name: `County ${fips}` });
let orders = 0;

interface WingRequest {
  readonly facts: { readonly signal?: AbortSignal };
}

const resolvers: Record<BenchWingName, object> = {
  postal: {
    Query: { region },
    Mutation: {
      placeOrder: () => ({
        replayed: false,
        order: { number: `order-${(orders += 1)}`, status: 'PLACED' },
        userErrors: [],
      }),
    },
    Region: { __resolveReference: reference, reliefCoverage: () => ({ households: 1_200, reached: 340 }) },
  },
  defence: {
    Query: { region },
    Subscription: {
      ticked: {
        subscribe: (_root: unknown, { perSecond }: { perSecond: number }, { facts }: WingRequest) =>
          ticksAt(perSecond, facts.signal),
        resolve: (tick: Tick) => tick,
      },
    },
    Region: {
      __resolveReference: reference,
      openAlerts: () => [
        { id: 'a1', code: 'LOST_LINK', state: 'OPEN' },
        { id: 'a2', code: 'AIRSPACE', state: 'ACKNOWLEDGED' },
      ],
    },
  },
  health: {
    Query: { region },
    Region: { __resolveReference: reference, health: () => ({ patients: 812, positiveShare: 0.041 }) },
  },
};
