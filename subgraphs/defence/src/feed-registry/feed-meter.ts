import type { FeedMeter } from './feed.ts';

const windowSeconds = 60;
const latenciesKept = 512;

/** A meter at zero. */
export function createFeedMeter(): FeedMeter {
  const perSecond = new Float64Array(windowSeconds);
  const secondOf = new Float64Array(windowSeconds).fill(-1);
  const latencies: number[] = [];
  let nextLatency = 0;
  let accepted = 0;
  let rejected = 0;
  let lastMessageMs: number | undefined;

  return {
    count(reports, rejects, atMs) {
      accepted += reports;
      rejected += rejects;
      lastMessageMs = atMs;
      const second = Math.floor(atMs / 1000);
      const slot = second % windowSeconds;
      if (secondOf[slot] !== second) {
        secondOf[slot] = second;
        perSecond[slot] = 0;
      }
      perSecond[slot] = (perSecond[slot] ?? 0) + reports;
    },
    noteLatency(latencyMs) {
      latencies[nextLatency] = latencyMs;
      nextLatency = (nextLatency + 1) % latenciesKept;
    },
    get accepted() {
      return accepted;
    },
    get rejected() {
      return rejected;
    },
    get lastMessageMs() {
      return lastMessageMs;
    },
    ratePerSecond(nowMs) {
      const now = Math.floor(nowMs / 1000);
      let sum = 0;
      for (let slot = 0; slot < windowSeconds; slot += 1) {
        if ((secondOf[slot] ?? -1) > now - windowSeconds) sum += perSecond[slot] ?? 0;
      }
      return sum / windowSeconds;
    },
    latencyMs(quantile) {
      const sorted = latencies.toSorted((left, right) => left - right);
      return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    },
  };
}
