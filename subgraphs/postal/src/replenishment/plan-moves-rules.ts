import { apportion } from './apportion-rules.ts';

export type AllocationPolicy =
  'PROPORTIONAL_TO_BACKLOG' | 'EQUALIZE_DAYS_OF_COVER' | 'EQUITY_WEIGHTED' | 'FIRST_IN_FIRST_OUT';

/** What a fulfilment centre has and needs of one product, in kits. */
export interface CentreNeed {
  readonly siteCode: string;
  readonly supplierCode: string;
  readonly productId: string;
  /** Kits that orders wait for. */
  readonly backlog: number;
  /** Free on hand, and on the way. */
  readonly available: number;
  /** Promised a day, over the last seven. */
  readonly promisedADay: number;
  /** Days that all waiting orders have waited, added up. */
  readonly waitingDays: number;
  readonly oldestPlacedAt: Date | null;
}

/** What a logistics centre has free of one product. */
export interface CentreSupply {
  readonly siteCode: string;
  readonly productId: string;
  readonly kits: number;
}

export interface PlannedMove {
  readonly fromCode: string;
  readonly toCode: string;
  readonly productId: string;
  readonly quantity: number;
  /** 1 for the centre that the policy puts first, less for the others. */
  readonly priority: number;
}

export interface MovePlan {
  readonly moves: readonly PlannedMove[];
  readonly unmetDemand: number;
  readonly explanation: readonly string[];
}

/**
 * Which kits go from logistics centres to the fulfilment centres that they supply. A centre needs what its orders wait for and what it will promise within the
 * horizon, less what it has and what comes; it gets no more than that, and no site gives more than it has. Equal needs make equal plans.
 */
export function planMoves(
  policy: AllocationPolicy,
  horizonDays: number,
  facts: { readonly needs: readonly CentreNeed[]; readonly supplies: readonly CentreSupply[] },
): MovePlan {
  const centres = facts.needs
    .map((need) => ({ ...need, wanted: wantedOf(need, horizonDays) }))
    .filter(({ wanted }) => wanted > 0)
    .toSorted((one, other) => (one.siteCode < other.siteCode ? -1 : 1));
  const supplies = facts.supplies.toSorted((one, other) =>
    `${one.siteCode} ${one.productId}` < `${other.siteCode} ${other.productId}` ? -1 : 1,
  );
  const shared = supplies.map((supply) => shareOut(supply, policy, centres));
  const moves = shared.flatMap((share) => share.moves);
  const wanted = centres.reduce((sum, centre) => sum + centre.wanted, 0);
  const unmetDemand = wanted - moves.reduce((sum, { quantity }) => sum + quantity, 0);
  const opening = `${centres.length} fulfilment centres need ${wanted} kits within ${horizonDays} days. ${policyWords[policy]}`;
  const closing =
    unmetDemand === 0 ? 'Nothing is left open.' : `${unmetDemand} kits are needed that no supplier has.`;
  return { moves, unmetDemand, explanation: [opening, ...shared.map(({ sentence }) => sentence), closing] };
}

interface WantingCentre extends CentreNeed {
  readonly wanted: number;
}

const policyWords: Readonly<Record<AllocationPolicy, string>> = {
  PROPORTIONAL_TO_BACKLOG: 'Each gets by the kits that its orders wait for.',
  EQUALIZE_DAYS_OF_COVER: 'Those whose stock lasts the fewest days get first, until all last equally long.',
  EQUITY_WEIGHTED: 'Each gets by the days that its orders have waited, so places served late catch up.',
  FIRST_IN_FIRST_OUT: 'The centre whose oldest order is the oldest gets all it needs first.',
};

function wantedOf({ backlog, available, promisedADay }: CentreNeed, horizonDays: number): number {
  return Math.max(0, Math.ceil(backlog + promisedADay * horizonDays - available));
}

function shareOut(
  { siteCode, productId, kits }: CentreSupply,
  policy: AllocationPolicy,
  all: readonly WantingCentre[],
): { readonly moves: readonly PlannedMove[]; readonly sentence: string } {
  const centres = all.filter((centre) => centre.supplierCode === siteCode && centre.productId === productId);
  const given = shareOf[policy](kits, centres);
  const first = Math.max(0, ...centres.map((centre) => urgency[policy](centre)));
  const moves = centres.flatMap((centre, index): PlannedMove[] => {
    const quantity = given[index] ?? 0;
    if (quantity === 0) return [];
    const priority = first > 0 ? urgency[policy](centre) / first : 1;
    return [{ fromCode: siteCode, toCode: centre.siteCode, productId, quantity, priority }];
  });
  const wanted = centres.reduce((sum, centre) => sum + centre.wanted, 0);
  const sent = moves.reduce((sum, { quantity }) => sum + quantity, 0);
  const sentence = `${siteCode} has ${kits} kits free and sends ${sent} of the ${wanted} that ${centres.length} of its centres need.`;
  return { moves, sentence };
}

type Share = (kits: number, centres: readonly WantingCentre[]) => readonly number[];

const byWeight =
  (weightOf: (centre: WantingCentre) => number): Share =>
  (kits, centres) =>
    apportion(
      kits,
      centres.map((centre) => ({ weight: weightOf(centre), cap: centre.wanted })),
    );

const shareOf: Readonly<Record<AllocationPolicy, Share>> = {
  PROPORTIONAL_TO_BACKLOG: byWeight(({ backlog }) => backlog),
  EQUITY_WEIGHTED: byWeight(({ waitingDays }) => waitingDays),
  FIRST_IN_FIRST_OUT: (kits, centres) => {
    const queue = centres.toSorted((one, other) => ageOf(other) - ageOf(one));
    let left = kits;
    const given = new Map(
      queue.map((centre) => {
        const quantity = Math.min(left, centre.wanted);
        left -= quantity;
        return [centre, quantity];
      }),
    );
    return centres.map((centre) => given.get(centre) ?? 0);
  },
  EQUALIZE_DAYS_OF_COVER: (kits, centres) => {
    const total = Math.min(
      kits,
      centres.reduce((sum, { wanted }) => sum + wanted, 0),
    );
    const level = coverLevel(total, centres);
    const ideal = centres.map((centre) => liftTo(level, centre));
    // What is left after whole kits goes to those who are furthest below their level.
    const whole = ideal.map(Math.floor);
    const rest = apportion(
      total - whole.reduce((sum, count) => sum + count, 0),
      centres.map(({ wanted }, index) => ({
        weight: (ideal[index] ?? 0) - (whole[index] ?? 0),
        cap: wanted - (whole[index] ?? 0),
      })),
    );
    return whole.map((count, index) => count + (rest[index] ?? 0));
  },
};

const urgency: Readonly<Record<AllocationPolicy, (centre: WantingCentre) => number>> = {
  PROPORTIONAL_TO_BACKLOG: ({ backlog }) => backlog,
  EQUITY_WEIGHTED: ({ waitingDays }) => waitingDays,
  FIRST_IN_FIRST_OUT: ageOf,
  EQUALIZE_DAYS_OF_COVER: ({ wanted, promisedADay }) => wanted / Math.max(promisedADay, 1),
};

function ageOf({ oldestPlacedAt }: CentreNeed): number {
  return oldestPlacedAt ? 1 / Math.max(oldestPlacedAt.getTime(), 1) : 0;
}

/** Kits that lift a centre to so many days of cover, its backlog served first. */
function liftTo(days: number, { backlog, available, promisedADay, wanted }: WantingCentre): number {
  return Math.min(wanted, Math.max(0, backlog + days * Math.max(promisedADay, 1) - available));
}

/** The days of cover to which `kits` lift all centres; what is more precise than a millionth of a day does not change a kit. */
function coverLevel(kits: number, centres: readonly WantingCentre[]): number {
  let [low, high] = [-1e6, 1e6];
  for (let step = 0; step < 70; step += 1) {
    const middle = (low + high) / 2;
    const needed = centres.reduce((sum, centre) => sum + liftTo(middle, centre), 0);
    if (needed <= kits) low = middle;
    else high = middle;
  }
  return low;
}
