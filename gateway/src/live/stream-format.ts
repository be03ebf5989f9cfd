import type { PublicError } from '../public-error.ts';
import type { LiveEvent } from './live-event.ts';

/** How a stream of answers is written over HTTP. */
export interface StreamFormat {
  readonly contentType: string;
  readonly opening: string;
  readonly heartbeat: string;
  /** The bytes of an event, made once for all who read it in this format. */
  event(event: LiveEvent): Buffer;
  /** The end, with the errors that explain it where it is not the natural one. */
  ending(errors: readonly EndingError[]): string;
}

type EndingError = Pick<PublicError, 'toJSON' | 'extensions'>;

/** After a break that nobody explained: long enough for a gateway to be replaced, short enough for a picture to stay one. */
const comeBackMs = 2_000;

/** Server-sent events in the distinct connections mode. Source: GraphQL over Server-Sent Events Protocol (graphql-sse). */
export const serverSentEvents: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  // Some browsers report an open connection only when something has arrived.
  opening: `retry: ${comeBackMs}\n\n`,
  heartbeat: ':\n\n',
  event: onceForAll(
    ({ text, cursor }) => `event: next\n${cursor === undefined ? '' : `id: ${cursor}\n`}data: ${text}\n\n`,
  ),
  ending: (errors) =>
    `${errors.length > 0 ? `${retryOf(errors)}event: next\ndata: ${JSON.stringify({ errors })}\n\n` : ''}event: complete\ndata:\n\n`,
};

/** Where an end says when to come back, a client that does so by itself is told in its own terms. */
function retryOf(errors: readonly EndingError[]): string {
  const [seconds] = errors.flatMap(({ extensions }) => extensions['retryAfterSeconds'] ?? []);
  return typeof seconds === 'number' ? `retry: ${seconds * 1000}\n` : '';
}

const part = '\r\n--graphql\r\ncontent-type: application/json\r\n\r\n';

/** Multipart subscriptions. Source: Apollo's multipart protocol for GraphQL subscriptions, subscriptionSpec 1.0. */
export const multipartSubscription: StreamFormat = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  opening: `${part}{}`,
  heartbeat: `${part}{}`,
  event: onceForAll(({ text }) => `${part}{"payload":${text}}`),
  ending: (errors) =>
    `${errors.length > 0 ? `${part}${JSON.stringify({ payload: null, errors })}` : ''}\r\n--graphql--\r\n`,
};

const jsonRange =
  /(?:^|,)\s*(?:application\/(?:json|graphql-response\+json|graphql\+json|\*)|\*\/\*)\s*(?:[;,]|$)/i;

/** Whether a client takes an ordinary answer as well. */
export function acceptsJson(accept: string | undefined): boolean {
  return accept !== undefined && jsonRange.test(accept);
}

/** The format of a stream that a client accepts, or undefined where it wants an ordinary answer. */
export function streamFormatOf(accept: string): StreamFormat | undefined {
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((text) => text.trim());
    if (type === 'text/event-stream') return serverSentEvents;
    if (type === 'multipart/mixed' && parameters.some((text) => /^subscriptionspec="?1\.0"?$/.test(text)))
      return multipartSubscription;
  }
  return undefined;
}

function onceForAll(write: (event: LiveEvent) => string): (event: LiveEvent) => Buffer {
  const written = new WeakMap<LiveEvent, Buffer>();
  return (event) => {
    const known = written.get(event);
    if (known) return known;
    const bytes = Buffer.from(write(event));
    written.set(event, bytes);
    return bytes;
  };
}
