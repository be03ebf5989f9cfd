import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';
import type { Standing, WingStanding } from './standing.ts';

/** What the audit log has to do. */
export interface AuditStanding {
  /** Records that are not durable yet. */
  waiting: number;
  treeSize: number;
}

const loopResolutionMs = 20;
const nanosecondsPerSecond = 1e9;

/** Gauges that are read whenever somebody looks, of a gateway and this process. */
export function watchStanding(meter: Meter, standing: Standing, audit: AuditStanding): void {
  gauge('gateway_subscriptions_active', 'Open subscriptions', standing.subscriptions);
  gauge('audit_tree_size', 'Records of the audit log', () => audit.treeSize);
  gauge('audit_records_waiting', 'Records that are not durable yet', () => audit.waiting);
  watchSupergraph(meter, standing);
  for (const state of ['open', 'running', 'queued'] as const) watchConnections(meter, standing.wings, state);
  watchBreakers(meter, standing.wings);
  watchEventLoop(meter);

  function gauge(name: string, description: string, read: () => number): void {
    meter.createObservableGauge(name, { description }).addCallback((observer) => observer.observe(read()));
  }
}

/** A series that was seen once is exported for ever, so those of before say that they are over. */
function watchSupergraph(meter: Meter, { supergraphHash }: Standing): void {
  const description = '1 for the supergraph that answers, 0 for those before it';
  const seen = new Set<string>();
  meter.createObservableGauge('gateway_supergraph_info', { description }).addCallback((observer) => {
    const current = supergraphHash();
    for (const hash of seen.add(current)) observer.observe(hash === current ? 1 : 0, { hash });
  });
}

function watchConnections(
  meter: Meter,
  wings: readonly WingStanding[],
  state: 'open' | 'running' | 'queued',
): void {
  const descriptions = {
    open: 'Connections to a wing',
    running: 'Requests on their way to a wing',
    queued: 'Requests that wait for a connection to a wing',
  };
  meter
    .createObservableGauge(`gateway_subgraph_connections_${state}`, { description: descriptions[state] })
    .addCallback((observer) => {
      for (const { name, connections } of wings) {
        const standing = connections();
        if (standing) observer.observe(standing[state], { subgraph: name });
      }
    });
}

const breakerValues = { closed: 0, 'half-open': 1, open: 2 };

function watchBreakers(meter: Meter, wings: readonly WingStanding[]): void {
  const description = '0 while a wing is asked, 2 while it is left alone, 1 while one attempt finds out';
  meter.createObservableGauge('gateway_circuit_breaker_state', { description }).addCallback((observer) => {
    for (const { name, breaker } of wings) observer.observe(breakerValues[breaker()], { subgraph: name });
  });
}

/** How late the event loop was since somebody last looked. */
function watchEventLoop(meter: Meter): void {
  const delay = monitorEventLoopDelay({ resolution: loopResolutionMs });
  delay.enable();
  const description = 'Lateness of the event loop since the last look';
  meter
    .createObservableGauge('nodejs_eventloop_lag_seconds', { description, unit: 's' })
    .addCallback((observer) => {
      for (const [quantile, value] of [
        ['0.5', delay.percentile(50)],
        ['0.99', delay.percentile(99)],
        ['1', delay.max],
      ] as const) {
        // The timer itself takes its resolution; nothing was measured yet where the histogram is empty.
        const late = value / nanosecondsPerSecond - loopResolutionMs / 1_000;
        observer.observe(delay.count > 0 ? Math.max(late, 0) : 0, { quantile });
      }
      delay.reset();
    });
}
