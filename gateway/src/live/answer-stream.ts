import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressOf } from '../admission/caller-address.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import { RequestRefused } from '../http/request-refused.ts';
import { PublicError } from '../public-error.ts';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';
import { asksToSubscribe } from './asks-to-subscribe.ts';
import type { LiveLimits } from './live-limits.ts';
import type { LiveStreams, OpenedStream } from './live-streams.ts';
import { type StreamFormat, acceptsJson, streamFormatOf } from './stream-format.ts';
import type { StreamParameters } from './stream-parameters.ts';
import { createStreamWriter } from './stream-writer.ts';

interface StreamEdge {
  readonly streams: LiveStreams;
  readonly limits: LiveLimits;
  readonly requestLimits: { readonly bodyBytes: number; readonly tokens: number };
  readonly stored: StoredDocuments;
  readonly addressOf: AddressOf;
}

interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Of the address, with its question mark. */
  readonly search: string;
}

/** A request that is to get an ordinary answer, with its body, which can be read only once. */
interface PassedOn {
  readonly body: unknown;
}

/**
 * Answers a request as a stream where its `Accept` header asks for one; undefined where it does not. Where the header takes JSON as well, only
 * subscriptions stream: some clients send one header with everything.
 */
export type AnswerStream = (exchange: HttpExchange) => Promise<PassedOn | undefined> | undefined;

/** Streams over HTTP, as server-sent events and in Apollo's multipart protocol. */
export function createStreamAnswer(edge: StreamEdge): AnswerStream {
  return (exchange) => {
    const { accept } = exchange.request.headers;
    const format = accept === undefined ? undefined : streamFormatOf(accept);
    return format && answer(edge, exchange, format, acceptsJson(accept));
  };
}

async function answer(
  { streams, limits, requestLimits, stored, addressOf }: StreamEdge,
  { request, response, requestId, search }: HttpExchange,
  format: StreamFormat,
  mayBeOrdinary: boolean,
): Promise<PassedOn | undefined> {
  const body = request.method === 'POST' ? await readJsonBody(request, requestLimits.bodyBytes) : undefined;
  const parameters = parametersOf(request.method, search, body);
  const known = { maxTokens: requestLimits.tokens, stored };
  if (mayBeOrdinary && !(isReadable(parameters) && asksToSubscribe(parameters, known))) return { body };
  if (!isReadable(parameters)) throw parameters;
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('The client went away.')));
  const opened = await streams.open(parameters, {
    identity: request,
    address: addressOf(request),
    languages: request.headers['accept-language'],
    lastEventId: lastEventIdOf(request),
    requestId,
    signal: gone.signal,
    dropReader: () => void response.destroy(),
  });
  response.writeHead(200, {
    'content-type': format.contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Proxies that gather an answer would hold events back.
    'x-accel-buffering': 'no',
  });
  await writeStream(opened, format, response, limits);
  return undefined;
}

async function writeStream(
  opened: OpenedStream,
  format: StreamFormat,
  response: ServerResponse,
  limits: LiveLimits,
): Promise<void> {
  const writer = createStreamWriter(response, { ...limits, heartbeat: format.heartbeat });
  await writer.write(format.opening);
  if (opened.kind === 'refused') return writer.end(format.ending(opened.errors));
  try {
    for await (const event of opened.events) await writer.write(format.event(event));
    writer.end(format.ending([]));
  } catch (cause) {
    if (!(cause instanceof PublicError)) {
      // Nothing more can be said in the middle of a stream.
      response.destroy();
      throw cause;
    }
    writer.end(format.ending([cause]));
  }
}

/** Header values are bytes to Node.js; clients send this one as UTF-8. Source: HTML standard, section 9.2.4. */
function lastEventIdOf({ headers }: IncomingMessage): string | undefined {
  const value = headers['last-event-id'];
  return typeof value === 'string' && value !== '' ? Buffer.from(value, 'latin1').toString() : undefined;
}

/** The parameters of a request, or why it has none. */
function parametersOf(
  method: string | undefined,
  search: string,
  body: unknown,
): StreamParameters | RequestRefused {
  if (method === 'GET') return parametersOfAddress(new URLSearchParams(search));
  if (method !== 'POST') {
    return new RequestRefused(405, 'The graph takes GET and POST.', { allow: 'GET, POST' });
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return new RequestRefused(400, 'A request for a stream is one JSON object.');
  }
  return body;
}

function isReadable(parameters: StreamParameters | RequestRefused): parameters is StreamParameters {
  return !(parameters instanceof RequestRefused);
}

function parametersOfAddress(search: URLSearchParams): StreamParameters {
  return {
    query: search.get('query') ?? undefined,
    documentId: search.get('documentId') ?? undefined,
    operationName: search.get('operationName') ?? undefined,
    variables: jsonOf(search, 'variables'),
    extensions: jsonOf(search, 'extensions'),
  };
}

function jsonOf(search: URLSearchParams, name: string): unknown {
  const text = search.get(name);
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused(400, `The ${name} of the address are not JSON.`);
  }
}
