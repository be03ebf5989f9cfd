import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnsweredExchange } from './answer-exchange.ts';
import { answerUpgrades } from './answer-upgrades.ts';
import { readBatch } from './read-batch.ts';
import { Refusal } from './refusal.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResult } from './subgraph-executor.ts';
import { createLineWriter } from './write-lines.ts';

const maximumBodyBytes = 16 * 1024 * 1024;

export interface ServedSubgraph {
  readonly url: string;
  /** Stops taking requests, breaks off streams and ends when the running requests have been answered. */
  close(): Promise<void>;
}

/**
 * A wing's internal listener, for the gateway only. `POST /batch` takes an array of requests and answers each as one
 * NDJSON line `{"index","result"}` as soon as it ends, so that no request waits for a slower neighbour; `POST /stream` takes one
 * subscription and answers one line an event; `GET /health` says that the process serves. An exchange, to which a connection may be upgraded,
 * takes batches without a request for each.
 */
export async function serveSubgraph(
  executor: SubgraphExecutor,
  listen: { readonly port: number; readonly host: string },
): Promise<ServedSubgraph> {
  const streams = new Set<ServerResponse>();
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    route(executor, streams, request, response).catch((cause: unknown) => {
      if (cause instanceof Refusal) respond(response, 400, { errors: [cause.toJSON()] });
      else response.destroy(cause instanceof Error ? cause : undefined);
    });
  });
  const exchanges = answerUpgrades(server, executor);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(listen.port, listen.host, resolve);
  });
  return { url: urlOf(server, listen.host), close: () => closeServer(server, streams, exchanges) };
}

async function route(
  executor: SubgraphExecutor,
  streams: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = `${request.method} ${request.url}`;
  if (target === 'GET /health') return respond(response, 200, { status: 'ok' });
  if (target === 'POST /batch') return answerBatch(executor, await readRequests(request), response);
  if (target === 'POST /stream') {
    streams.add(response.once('close', () => streams.delete(response)));
    return answerStream(executor, await readRequests(request), response);
  }
  respond(response, 404, {
    errors: [{ message: 'This listener knows POST /batch, POST /stream and GET /health.' }],
  });
}

async function answerBatch(
  executor: SubgraphExecutor,
  requests: readonly SubgraphRequest[],
  response: ServerResponse,
): Promise<void> {
  const signal = abortedWhenClosed(response);
  const lines = createLineWriter(response);
  await Promise.all(
    requests.map(async (request, index) => {
      const result = await executor.execute(request, signal);
      lines.write(`{"index":${index},"result":${JSON.stringify(result)}}\n`);
    }),
  );
  lines.end();
}

async function answerStream(
  executor: SubgraphExecutor,
  [request]: readonly SubgraphRequest[],
  response: ServerResponse,
): Promise<void> {
  if (!request) throw new Refusal('BAD_INPUT', 'A stream needs one request.');
  const events = await executor.subscribe(request, abortedWhenClosed(response));
  response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders();
  for await (const event of Symbol.asyncIterator in events ? events : oneEvent(events)) {
    if (response.destroyed) return;
    if (!response.write(`${JSON.stringify(event)}\n`)) await drained(response);
  }
  response.end();
}

async function* oneEvent(result: SubgraphResult): AsyncGenerator<SubgraphResult> {
  yield result;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}

function abortedWhenClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

async function readRequests(request: IncomingMessage): Promise<readonly SubgraphRequest[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maximumBodyBytes) throw new Refusal('BAD_INPUT', 'The request is larger than 16 MiB.');
    chunks.push(chunk);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal('BAD_INPUT', 'The body is not JSON.');
  }
  return readBatch(body);
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host}:${port}`;
}

function closeServer(
  server: Server,
  streams: ReadonlySet<ServerResponse>,
  exchanges: ReadonlySet<AnsweredExchange>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
    // A stream has no end of its own; whoever follows it learns that the wing has gone.
    streams.forEach((response) => response.destroy());
    exchanges.forEach((exchange) => exchange.leave());
  });
}
