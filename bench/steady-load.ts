import { Agent, request } from 'node:http';

/** One kind of request of a mixed load. */
export interface SteadyRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What an answer is: `whole`, `partial` where a part is null, `wrong` where it holds anything else. */
  judge(answer: unknown): 'whole' | 'partial' | 'wrong';
}

export interface SteadyOutcome {
  /** Milliseconds of `performance.now()`. */
  readonly sentAt: number;
  readonly endedAt: number;
  readonly kind: 'whole' | 'partial' | 'wrong' | 'failed';
}

export interface SteadyLoad {
  /** All that have ended, in that order. */
  readonly outcomes: readonly SteadyOutcome[];
  /** Sends nothing more, and resolves when all that was sent has ended. */
  stop(): Promise<void>;
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
  const underWay = new Set<Promise<void>>();
  const beganAt = performance.now();
  let sent = 0;

  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - beganAt) / 1_000) * perSecond);
    for (; sent < due; sent += 1) {
      const next = requests[sent % requests.length];
      if (!next) continue;
      const ending = send(url, next, agent).then((outcome) => {
        outcomes.push(outcome);
        underWay.delete(ending);
      });
      underWay.add(ending);
    }
  }, tickMs);

  return {
    outcomes,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      agent.destroy();
    },
  };
}

function send(url: string, { headers, body, judge }: SteadyRequest, agent: Agent): Promise<SteadyOutcome> {
  const sentAt = performance.now();
  return new Promise((resolve) => {
    const end = (kind: SteadyOutcome['kind']) => resolve({ sentAt, endedAt: performance.now(), kind });
    const sending = request(url, { method: 'POST', agent, headers });
    sending.on('error', () => end('failed'));
    sending.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('error', () => end('failed'));
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => end(response.statusCode === 200 ? judge(JSON.parse(text).data) : 'failed'));
    });
    sending.end(body);
  });
}
