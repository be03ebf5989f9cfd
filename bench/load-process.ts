import { followEvents } from './follow-events.ts';
import { measuredOperations, measuredSubscription, oneWingOperations } from './gateway-operations.ts';
import { applyRawLoad } from './raw-load.ts';

/** What the load generator is told to do, over the channel to its parent. */
export interface LoadOrder {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly operation: string;
  readonly isOneWing: boolean;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadReport {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (report) => process.send?.({ report }),
    (cause: unknown) => process.send?.({ problem: String(cause) }),
  );
});

async function run(order: LoadOrder): Promise<LoadReport> {
  const { latenciesMs, seconds } = await apply(order);
  latenciesMs.sort();
  const quantile = (share: number) =>
    latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? Number.NaN;
  return {
    requests: latenciesMs.length,
    perSecond: latenciesMs.length / seconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}

function apply({ operation: name, isOneWing, ...load }: LoadOrder) {
  if (name === measuredSubscription.name)
    return followEvents({ ...load, body: measuredSubscription.bodyFor(load.connections) });
  const operations = isOneWing ? oneWingOperations : measuredOperations;
  const operation = operations.find((known) => known.name === name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return applyRawLoad({ ...load, next: operation.next, expected: operation.expected });
}
