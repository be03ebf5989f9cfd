import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';

interface ServerSentEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly retry: string | undefined;
  readonly data: string;
}

export interface EventSourceQuestion {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly token?: string;
  /** What an EventSource sends when it comes back by itself. */
  readonly lastEventId?: string | undefined;
}

/** Opens a stream as an EventSource does that can send a body. */
export async function openEventSource(
  url: string,
  { query, variables, token, lastEventId }: EventSourceQuestion,
): Promise<IncomingMessage> {
  const request = httpRequest(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  request.end(JSON.stringify({ query, variables }));
  const [response] = await once(request, 'response');
  return response;
}

/**
 * The whole events of a stream, until so many bytes have come: what is cut off by then was never received. Source: HTML standard, section
 * 9.2.6, without what the gateway does not write.
 */
export async function* readEventSource(
  response: IncomingMessage,
  bytes = Infinity,
): AsyncGenerator<ServerSentEvent, void> {
  let waiting = Buffer.alloc(0);
  let left = bytes;
  try {
    for await (const chunk of response) {
      waiting = Buffer.concat([waiting, chunk.subarray(0, left)]);
      left -= chunk.length;
      for (let end = waiting.indexOf('\n\n'); end !== -1; end = waiting.indexOf('\n\n')) {
        yield readBlock(waiting.subarray(0, end).toString());
        waiting = waiting.subarray(end + 2);
      }
      if (left <= 0) return;
    }
  } finally {
    response.destroy();
  }
}

function readBlock(block: string): ServerSentEvent {
  const valueOf = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trimStart();
  return { event: valueOf('event'), id: valueOf('id'), retry: valueOf('retry'), data: valueOf('data') ?? '' };
}
