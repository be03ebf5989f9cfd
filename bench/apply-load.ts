import { Pool } from 'undici';

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Requests under way at once: each connection sends its next request when it has its answer. */
  readonly connections: number;
  readonly seconds: number;
  /** The body of the next request. */
  next(): string;
  /** Throws when an answer is not the one expected. */
  check(answer: string): void;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends a closed load for a bounded time to this machine and gives throughput and latency; one wrong answer ends it with that answer. */
export async function applyLoad(load: Load): Promise<LoadResult> {
  const { origin, pathname } = new URL(load.url);
  const pool = new Pool(origin, { connections: load.connections, pipelining: 1 });
  const latenciesMs: number[] = [];
  const beganAt = performance.now();
  const endsAt = beganAt + load.seconds * 1000;

  const client = async () => {
    while (performance.now() < endsAt) {
      const sentAt = performance.now();
      const response = await pool.request({
        path: pathname,
        method: 'POST',
        headers: load.headers,
        body: load.next(),
      });
      load.check(await response.body.text());
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  try {
    await Promise.all(Array.from({ length: load.connections }, client));
  } finally {
    await pool.destroy();
  }
  return summarise(latenciesMs, (performance.now() - beganAt) / 1000);
}

function summarise(latenciesMs: number[], seconds: number): LoadResult {
  const sorted = Float64Array.from(latenciesMs).sort();
  const quantile = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    requests: sorted.length,
    perSecond: round(sorted.length / seconds),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
