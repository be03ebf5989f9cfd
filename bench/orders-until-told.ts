import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type OrdersClient, openClient } from './orders-client.ts';
import { writtenAddress } from './orders-households.ts';
import { placeOrderBody } from './place-order-body.ts';

/** People who order, and ask again with the same key until they are told that their order was placed. */
export interface PatientOrdering {
  /** Keys under which somebody was told that the order was placed. */
  readonly acknowledged: ReadonlySet<string>;
  askedAgain(): number;
  /** Ends when one more order was acknowledged. */
  nextAcknowledged(): Promise<void>;
  /** Ends when nobody asks any more; who was not told by then stays without an answer. */
  stop(): Promise<void>;
}

const pauseMs = 50;
const patienceMs = 60_000;

/** Each client orders for household after household, each under a key of its own. */
export function orderUntilTold(wanted: {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  readonly firstHousehold: number;
}): PatientOrdering {
  const acknowledged = new Set<string>();
  let household = wanted.firstHousehold;
  let again = 0;
  let stopped = false;

  async function orderOne(connection: Connection): Promise<void> {
    const key = randomUUID();
    const body = placeOrderBody(key, writtenAddress(household++));
    for (;;) {
      const answer = await connection.post(body);
      if (answer !== undefined && /"replayed":(?:true|false),"order":\{"number"/.test(answer)) {
        acknowledged.add(key);
        return;
      }
      if (stopped) return;
      again += 1;
      await wait(pauseMs);
    }
  }

  const clients = Array.from({ length: wanted.clients }, async () => {
    const connection = reconnecting(wanted.url, wanted.token);
    while (!stopped) await orderOne(connection);
    connection.close();
  });
  const failure = Promise.all(clients).then(() => undefined);

  return {
    acknowledged,
    askedAgain: () => again,
    async nextAcknowledged() {
      const known = acknowledged.size;
      const endsAt = Date.now() + patienceMs;
      while (acknowledged.size === known) {
        if (Date.now() > endsAt) throw new Error('No order is acknowledged any more.');
        await Promise.race([failure, wait(pauseMs)]);
      }
    },
    async stop() {
      stopped = true;
      await failure;
    },
  };
}

interface Connection {
  /** The answer; undefined where the connection broke under the request or could not be made. */
  post(body: string): Promise<string | undefined>;
  close(): void;
}

function reconnecting(url: string, token: string): Connection {
  let client: OrdersClient | undefined;
  return {
    async post(body) {
      try {
        client ??= await openClient(url, token);
        return (await client.post(body)).toString();
      } catch {
        client?.close();
        client = undefined;
        return undefined;
      }
    },
    close: () => client?.close(),
  };
}
