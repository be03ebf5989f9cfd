import type { Clock } from '@rotunda/platform/clock';
import { createCallQuota } from './call-quota.ts';
import { createFailureRest } from './rest-after-failures.ts';

export interface UspsAccess {
  /** Base of the API, e.g. https://apis.usps.com */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export type UspsAnswer =
  | { readonly kind: 'OK'; readonly body: unknown }
  /** The API understood and refused; `code` is of its error inventory, e.g. 010005, or empty. */
  | { readonly kind: 'REFUSED'; readonly code: string }
  /** Nobody could be asked: quota, rest after failures, deadline, or a failure of theirs. */
  | { readonly kind: 'UNAVAILABLE' };

export interface UspsClient {
  get(path: string, query: Readonly<Record<string, string | undefined>>): Promise<UspsAnswer>;
}

const hourMs = 3_600_000;
/** An application has 60 calls an hour and 5 a minute, tokens included. Source: USPS/api-examples, issue 107 (2026). */
const quotas = [
  { calls: 60, everyMs: hourMs },
  { calls: 5, everyMs: 60_000 },
];
const deadlineMs = 2_000;
const unavailable: UspsAnswer = { kind: 'UNAVAILABLE' };

/** Calls the USPS APIs v3 within their quota and a deadline of two seconds, with a token that is kept for as long as it lasts. */
export function createUspsClient({ url, clientId, clientSecret }: UspsAccess, clock: Clock): UspsClient {
  const quota = createCallQuota(quotas, clock);
  const rest = createFailureRest(clock);
  let token: { readonly text: string; readonly expiresAt: number } | undefined;

  async function call(path: string, init: RequestInit): Promise<Response | undefined> {
    if (rest.isResting() || !quota.take()) return undefined;
    try {
      const answer = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(deadlineMs) });
      if (answer.status === 429) rest.restFor(retryAfterMs(answer));
      if (answer.status >= 500) rest.failed();
      else rest.succeeded();
      return answer;
    } catch {
      // The network, or the deadline: the register's own answer stands, and a run of these is rested from.
      rest.failed();
      return undefined;
    }
  }

  async function findToken(): Promise<string | undefined> {
    const now = clock.now().getTime();
    if (token && now < token.expiresAt) return token.text;
    const answer = await call('/oauth2/v3/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
    const granted = answer?.ok ? readToken(await answer.json()) : undefined;
    // A secret that is refused will be refused again.
    if (answer && !granted && answer.status < 500 && answer.status !== 429) rest.restFor(hourMs);
    token = granted && { text: granted.token, expiresAt: now + granted.lastsMs };
    return token?.text;
  }

  async function ask(path: string): Promise<Response | undefined> {
    const bearer = await findToken();
    return bearer === undefined ? undefined : call(path, { headers: { authorization: `Bearer ${bearer}` } });
  }

  return {
    async get(path, query) {
      const given = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value) given.append(name, value);
      const target = `${path}?${given.toString()}`;
      let answer = await ask(target);
      if (answer?.status === 401) {
        token = undefined;
        answer = await ask(target);
      }
      if (!answer) return unavailable;
      if (answer.ok) return { kind: 'OK', body: await answer.json() };
      if (answer.status === 403) rest.restFor(hourMs);
      if (answer.status !== 400 && answer.status !== 404) return unavailable;
      return { kind: 'REFUSED', code: readErrorCode(await answer.json().catch(() => undefined)) };
    },
  };
}

function retryAfterMs(answer: Response): number {
  const seconds = Number(answer.headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds * 1000, hourMs) : 60_000;
}

function readToken(body: unknown): { readonly token: string; readonly lastsMs: number } | undefined {
  const token = fieldOf(body, 'access_token');
  const seconds = Number(fieldOf(body, 'expires_in'));
  if (typeof token !== 'string' || !(seconds > 0)) return undefined;
  // A minute before its end it is asked for anew.
  return { token, lastsMs: Math.max(0, seconds - 60) * 1000 };
}

function readErrorCode(body: unknown): string {
  const code = fieldOf(fieldOf(body, 'error'), 'code');
  return typeof code === 'string' ? code : '';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
