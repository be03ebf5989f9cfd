import { Agent, request } from 'node:http';

/** One kind of request of a mixed load. */
export interface SteadyRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What an answer is: `whole`, `partial` where a part is null, `wrong` where it holds anything else. */
  judge(answer: unknown): 'whole' | 'partial' | 'wrong';
}

export interface SteadyOutcome {
  /** When it had a connection, in milliseconds of `performance.now()`. */
  readonly sentAt: number;
  readonly endedAt: number;
  readonly kind: 'whole' | 'partial' | 'wrong' | 'failed';
}

export interface SteadyLoad {
  /** All that have ended, in that order. */
  readonly outcomes: readonly SteadyOutcome[];
  /** Sends nothing more, resolves when all that was sent has ended, and gives how many still waited for a connection. */
  stop(): Promise<number>;
}

const tickMs = 10;
const connections = 64;

/**
 * An open load: requests leave at their rate in turn, whatever becomes of those before, over at most 64 kept connections. Nothing is sent twice;
 * whatever is not answered with 200 counts as failed.
 */
export function startSteadyLoad(
  url: string,
  perSecond: number,
  requests: readonly SteadyRequest[],
): SteadyLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const outcomes: SteadyOutcome[] = [];
  const underWay = new Set<Sending>();
  const beganAt = performance.now();
  let begun = 0;

  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - beganAt) / 1_000) * perSecond);
    for (; begun < due; begun += 1) {
      const next = requests[begun % requests.length];
      if (!next) continue;
      const sending = send(url, next, agent);
      underWay.add(sending);
      void sending.outcome.then((outcome) => {
        if (outcome) outcomes.push(outcome);
        underWay.delete(sending);
      });
    }
  }, tickMs);

  return {
    outcomes,
    async stop() {
      clearInterval(timer);
      const unsent = [...underWay].filter((sending) => sending.withdraw()).length;
      await Promise.all([...underWay].map(({ outcome }) => outcome));
      agent.destroy();
      return unsent;
    },
  };
}

interface Sending {
  /** Undefined where it was withdrawn. */
  readonly outcome: Promise<SteadyOutcome | undefined>;
  /** Takes it back where it has no connection yet; tells whether it did. */
  withdraw(): boolean;
}

function send(url: string, { headers, body, judge }: SteadyRequest, agent: Agent): Sending {
  let sentAt: number | undefined;
  let isWithdrawn = false;
  const sending = request(url, { method: 'POST', agent, headers });
  const outcome = new Promise<SteadyOutcome | undefined>((resolve) => {
    const end = (kind: SteadyOutcome['kind']) => {
      const endedAt = performance.now();
      resolve(isWithdrawn ? undefined : { sentAt: sentAt ?? endedAt, endedAt, kind });
    };
    sending.on('socket', () => (sentAt = performance.now()));
    sending.on('error', () => end('failed'));
    sending.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('error', () => end('failed'));
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => end(response.statusCode === 200 ? judge(JSON.parse(text).data) : 'failed'));
    });
  });
  sending.end(body);
  return {
    outcome,
    withdraw() {
      if (sentAt !== undefined) return false;
      isWithdrawn = true;
      sending.destroy(new Error('It was not sent.'));
      return true;
    },
  };
}
