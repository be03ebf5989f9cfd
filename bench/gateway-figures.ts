/** One short round of one gateway. */
export interface Round {
  readonly gateway: string;
  readonly operation: string;
  readonly connections: number;
  /** Counted from 0; rounds of one number ran in turn. */
  readonly round: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the gateway's process, a request. */
  readonly gatewayCpuMs: number;
  /** Of gateway and wings, a request. */
  readonly allCpuMs: number;
}

export interface Figure extends Omit<Round, 'round'> {
  readonly rounds: number;
  /** How many times as many requests a second as each of the others, median over the rounds that ran in turn. */
  readonly timesOf: Readonly<Record<string, number>>;
}

/** Medians of rounds of one concurrency, a figure for each gateway and operation. */
export function figuresOf(rounds: readonly Round[]): readonly Figure[] {
  const groups = new Map<string, Round[]>();
  for (const round of rounds) {
    const key = `${round.gateway}\n${round.operation}`;
    groups.set(key, [...(groups.get(key) ?? []), round]);
  }
  return [...groups.values()].map((own) => figureOf(own, [...groups.values()]));
}

function figureOf(own: readonly Round[], groups: readonly (readonly Round[])[]): Figure {
  const { gateway = '', operation = '', connections = 0 } = own[0] ?? {};
  const others = groups.filter(([other]) => other?.operation === operation && other.gateway !== gateway);
  const of = (measure: (round: Round) => number) => rounded(median(own.map(measure)));
  return {
    gateway,
    operation,
    connections,
    rounds: own.length,
    perSecond: of((round) => round.perSecond),
    p50Ms: of((round) => round.p50Ms),
    p99Ms: of((round) => round.p99Ms),
    gatewayCpuMs: of((round) => round.gatewayCpuMs),
    allCpuMs: of((round) => round.allCpuMs),
    timesOf: Object.fromEntries(others.map((other) => [other[0]?.gateway ?? '', timesAsMany(own, other)])),
  };
}

function timesAsMany(own: readonly Round[], others: readonly Round[]): number {
  const ratios = own.flatMap(({ round, perSecond }) => {
    const other = others.find((candidate) => candidate.round === round);
    return other ? [perSecond / other.perSecond] : [];
  });
  return rounded(median(ratios));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
