import { Agent, request } from 'undici';
import { lookUpPublicHost } from './public-address.ts';
import { readReceiverUrl } from './receiver-url.ts';

/** What came of sending one event. */
export type SendOutcome =
  | { readonly kind: 'TAKEN' }
  /** The receiver answered that it will not have this event. */
  | { readonly kind: 'REFUSED'; readonly reason: string }
  /** The receiver cannot take any event now. */
  | { readonly kind: 'UNAVAILABLE'; readonly reason: string; readonly retryAfterMs?: number | undefined }
  /** The receiver is gone for good. */
  | { readonly kind: 'RETIRED' }
  /** We stopped before the answer. */
  | { readonly kind: 'ABANDONED' };

/** What a receiver allows; `requestsPerMinute` is null for as many as we like. */
export interface Consent {
  readonly requestsPerMinute: number | null;
}

export interface WebhookSender {
  /** Asks a receiver whether it wants events of us; undefined where it does not say so. Source: CloudEvents web hooks 1.0.2, section 4. */
  ask(url: string): Promise<Consent | undefined>;
  /** Sends one event as JSON. Never rejects. */
  send(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<SendOutcome>;
  /** Breaks off what is being sent. */
  close(): Promise<void>;
}

export interface SenderOptions {
  /** DNS name that receivers know us by. */
  readonly origin: string;
  /** Allows http and private addresses: for tests and development. */
  readonly privateReceivers: boolean;
  /** How long a receiver may take; 10 s unless told. */
  readonly timeoutMs?: number;
}

const requestedPerMinute = 6_000;

/** Speaks to receivers over HTTP, each on a few connections of its own. Follows no redirect. */
export function createWebhookSender({
  origin,
  privateReceivers,
  timeoutMs = 10_000,
}: SenderOptions): WebhookSender {
  const agent = new Agent({
    connections: 8,
    connect: { timeout: timeoutMs, ...(privateReceivers ? {} : { lookup: lookUpPublicHost }) },
  });
  const closing = new AbortController();

  async function call(
    method: 'OPTIONS' | 'POST',
    url: string,
    headers: Record<string, string>,
    body?: string,
  ) {
    const target = readReceiverUrl(url, privateReceivers);
    if (!target) throw new Error('The URL is not one that events may be sent to.');
    const answer = await request(target, {
      method,
      dispatcher: agent,
      headers: { ...headers, 'webhook-request-origin': origin, 'user-agent': origin },
      body: body ?? null,
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    });
    await answer.body.dump({ limit: 65_536 });
    return answer;
  }

  return {
    async ask(url) {
      const answer = await call('OPTIONS', url, { 'webhook-request-rate': String(requestedPerMinute) }).catch(
        () => undefined,
      );
      const allowed = String(answer?.headers['webhook-allowed-origin'] ?? '');
      if (allowed !== '*' && allowed.toLowerCase() !== origin.toLowerCase()) return undefined;
      const rate = String(answer?.headers['webhook-allowed-rate'] ?? requestedPerMinute);
      if (rate === '*') return { requestsPerMinute: null };
      return /^[1-9]\d{0,8}$/.test(rate) ? { requestsPerMinute: Number(rate) } : undefined;
    },

    async send(url, body, headers) {
      try {
        const type = 'application/cloudevents+json; charset=utf-8';
        const { statusCode, headers: told } = await call(
          'POST',
          url,
          { ...headers, 'content-type': type },
          body,
        );
        return outcomeOf(statusCode, told['retry-after']);
      } catch (cause) {
        if (closing.signal.aborted) return { kind: 'ABANDONED' };
        return { kind: 'UNAVAILABLE', reason: reasonOf(cause) };
      }
    },

    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
}

function outcomeOf(status: number, retryAfter: string | string[] | undefined): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'TAKEN' };
  const reason = `HTTP ${status}`;
  if (status === 410) return { kind: 'RETIRED' };
  if (status === 429 || status === 503)
    return { kind: 'UNAVAILABLE', reason, retryAfterMs: delayOf(retryAfter) };
  // A redirect is an answer that no event may get, so the receiver needs mending, not the event.
  if (status < 400 || status >= 500 || status === 408) return { kind: 'UNAVAILABLE', reason };
  return { kind: 'REFUSED', reason };
}

/** `Retry-After` in seconds or as a date; undefined where there is none. */
function delayOf(retryAfter: string | string[] | undefined): number | undefined {
  const text = [retryAfter].flat()[0];
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'No answer in time';
  return 'No connection';
}
