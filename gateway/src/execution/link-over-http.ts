import type { SubgraphRequest } from '@rotunda/platform/subgraph-executor';
import { Pool } from 'undici';
import { keepExchange } from './keep-exchange.ts';
import { PendingRequest } from './pending-request.ts';
import { createRequestBatcher } from './request-batcher.ts';
import { sendBatch } from './send-batch.ts';
import type { SubgraphLink } from './subgraph-link.ts';
import { membersOf } from './request-members.ts';
import { openStream } from './open-stream.ts';

/** Enough for many slow batches side by side; quick ones share two. */
const connections = 64;
const connectTimeoutMs = 2_000;
/** Behind the deadline that every operation has of its own. */
const silenceTimeoutMs = 60_000;

/** What is longer travels in a request of its own. */
const charactersPerLine = 4 * 1024 * 1024;

/**
 * A link to the internal listener of a wing, at its origin. Operations asked in the same turn of the event loop travel together, over one lasting
 * exchange or, while there is none, in one HTTP request, and come back line by line; each keeps its own viewer, deadline, abort and outcome.
 * Nothing is sent twice.
 */
export function linkOverHttp(wing: { readonly name: string; readonly url: URL }): SubgraphLink {
  const connect = { timeout: connectTimeoutMs };
  const pool = new Pool(wing.url.origin, {
    connections,
    connect,
    headersTimeout: silenceTimeoutMs,
    bodyTimeout: silenceTimeoutMs,
  });
  // A stream keeps its connection for as long as it lasts, and so does an exchange: they have their own.
  const streams = new Pool(wing.url.origin, { connections: null, connect });
  const kept = keepExchange(streams);
  const enqueue = createRequestBatcher<PendingRequest>((batch, showsLife) => {
    const exchange = kept.current();
    if (exchange && batch.every(({ text }) => text.length < charactersPerLine))
      exchange.send(batch, showsLife);
    else sendBatch(pool, batch, showsLife);
  });

  return {
    name: wing.name,

    execute: (request, signal) =>
      new Promise((resolve, reject) => enqueue(new PendingRequest(request, { signal, resolve, reject }))),

    subscribe: (request, signal) => openStream(streams, wholeTextOf(request), signal),

    connections: () => {
      const { connected, running, queued } = pool.stats;
      const exchange = kept.standing();
      return { open: connected + exchange.open, running: running + exchange.running, queued };
    },

    close: async () => {
      kept.close();
      await streams.destroy();
      await pool.close();
    },
  };
}

function wholeTextOf(request: SubgraphRequest): string {
  const { document, viewerToken } = request;
  return `{"document":${JSON.stringify(document)},"viewerToken":${JSON.stringify(viewerToken)},${membersOf(request)}}`;
}
