import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type OrdersClient, openClient } from './orders-client.ts';
import { spellingCount, writtenAddress } from './orders-households.ts';
import { placeOrderBody } from './place-order-body.ts';

/** What the load generator is told to do, over the channel to its parent. */
export interface OrdersLoad {
  readonly url: string;
  readonly token: string | undefined;
  readonly connections: number;
  readonly seconds: number;
  /** Requests that come in a second whether or not earlier ones were answered; null: each connection asks again when it was answered. */
  readonly arrivalsPerSecond: number | null;
  readonly firstHousehold: number;
  /** True: three spellings of each household, each under a key of its own, and every fifth request sent twice. */
  readonly rivals: boolean;
}

export interface OrdersReport {
  readonly seconds: number;
  readonly placed: number;
  readonly replayed: number;
  readonly throttled: number;
  readonly limited: number;
  /** Turned away by the gateway: with status 503 or 429, or because as many operations as may be run in the wing. */
  readonly turnedAway: number;
  /** Arrivals that found every connection taken. */
  readonly unheard: number;
  readonly placedP50Ms: number;
  readonly placedP99Ms: number;
  readonly refusedP50Ms: number;
  readonly refusedP99Ms: number;
  /** Households of which somebody asked for an order. */
  readonly households: number;
}

type Outcome = 'placed' | 'replayed' | 'throttled' | 'limited' | 'turnedAway';

process.on('message', (load: OrdersLoad) => {
  run(load).then(
    (report) => process.send?.({ report }),
    (cause: unknown) => process.send?.({ problem: String(cause) }),
  );
});

async function run(load: OrdersLoad): Promise<OrdersReport> {
  const clients = await Promise.all(
    Array.from({ length: load.connections }, () => openClient(load.url, load.token)),
  );
  const latenciesMs: Record<Outcome, number[]> = {
    placed: [],
    replayed: [],
    throttled: [],
    limited: [],
    turnedAway: [],
  };
  let unheard = 0;
  const next = load.rivals ? createRivals(load.firstHousehold) : createHouseholds(load.firstHousehold);
  const beganAt = performance.now();
  const ask = async (client: OrdersClient, cameAt: number) => {
    const outcome = outcomeOf(await client.post(next.body()));
    latenciesMs[outcome].push(performance.now() - cameAt);
  };
  try {
    await (load.arrivalsPerSecond === null
      ? askInTurn(clients, load.seconds, ask)
      : askAsTheyCome(clients, { ...load, arrivalsPerSecond: load.arrivalsPerSecond }, ask).then(
          (count) => void (unheard = count),
        ));
  } finally {
    for (const client of clients) client.close();
  }
  const { placed, replayed, throttled, limited, turnedAway } = latenciesMs;
  return {
    seconds: (performance.now() - beganAt) / 1000,
    placed: placed.length,
    replayed: replayed.length,
    throttled: throttled.length,
    limited: limited.length,
    turnedAway: turnedAway.length,
    unheard,
    placedP50Ms: quantile(placed, 0.5),
    placedP99Ms: quantile(placed, 0.99),
    refusedP50Ms: quantile([...throttled, ...turnedAway], 0.5),
    refusedP99Ms: quantile([...throttled, ...turnedAway], 0.99),
    households: next.households(),
  };
}

type Ask = (client: OrdersClient, cameAt: number) => Promise<void>;

async function askInTurn(clients: readonly OrdersClient[], seconds: number, ask: Ask): Promise<void> {
  const endsAt = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      for (let now = performance.now(); now < endsAt; now = performance.now()) await ask(client, now);
    }),
  );
}

/** Gives how many arrivals found no free connection and went away. */
async function askAsTheyCome(
  clients: readonly OrdersClient[],
  { arrivalsPerSecond, seconds }: { readonly arrivalsPerSecond: number; readonly seconds: number },
  ask: Ask,
): Promise<number> {
  const free = [...clients];
  const running = new Set<Promise<void>>();
  let failed: unknown;
  let unheard = 0;
  const arrive = (cameAt: number) => {
    const client = free.pop();
    if (!client) {
      unheard += 1;
      return;
    }
    const asked = ask(client, cameAt)
      .catch((cause: unknown) => void (failed ??= cause))
      .finally(() => {
        running.delete(asked);
        free.push(client);
      });
    running.add(asked);
  };
  const beganAt = performance.now();
  for (
    let came = 0, elapsed = 0;
    elapsed < seconds * 1000 && !failed;
    elapsed = performance.now() - beganAt
  ) {
    const due = Math.floor((elapsed / 1000) * arrivalsPerSecond);
    for (; came < due; came += 1) arrive(beganAt + (came / arrivalsPerSecond) * 1000);
    await wait(1);
  }
  await Promise.all(running);
  if (failed !== undefined) throw failed;
  return unheard;
}

interface Bodies {
  body(): string;
  households(): number;
}

function createHouseholds(first: number): Bodies {
  let at = first;
  return {
    body() {
      const household = at++;
      return placeOrderBody(randomUUID(), writtenAddress(household));
    },
    households: () => at - first,
  };
}

/** Rivals for a household come close together, each with a key of its own; every fifth of them clicks twice. */
function createRivals(first: number): Bodies {
  let at = 0;
  let again: string | undefined;
  return {
    body() {
      if (again !== undefined) {
        const body = again;
        again = undefined;
        return body;
      }
      const rival = at++;
      const household = first + Math.floor(rival / spellingCount);
      const body = placeOrderBody(keyOf(rival, first), writtenAddress(household, rival % spellingCount));
      if (rival % 5 === 0) again = body;
      return body;
    },
    households: () => Math.ceil(at / spellingCount),
  };
}

function keyOf(rival: number, first: number): string {
  const digits = createHash('sha256').update(`${process.pid} ${first} ${rival}`).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function outcomeOf(answer: Buffer): Outcome {
  const text = answer.toString('latin1');
  const status = text.slice(9, 12);
  if (status === '200') {
    if (text.includes('"replayed":false,"order":{"number":"')) return 'placed';
    if (text.includes('"replayed":true')) return 'replayed';
    if (text.includes('INTAKE_THROTTLED')) return 'throttled';
    if (text.includes('HOUSEHOLD_LIMIT_REACHED')) return 'limited';
  }
  if (status === '503' || status === '429' || text.includes('SUBGRAPH_UNAVAILABLE')) return 'turnedAway';
  throw new Error(`Unexpected answer: ${answer.toString().slice(0, 1_000)}`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
