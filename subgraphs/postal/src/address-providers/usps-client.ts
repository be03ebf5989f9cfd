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
/** Where 429 does not say how long. */
const usualRestMs = 60_000;
/** The inventory's own code of what a bare 404 says. */
const notFoundCode = '010005';
const unavailable: UspsAnswer = { kind: 'UNAVAILABLE' };

interface Reply {
  readonly status: number;
  readonly ok: boolean;
  /** Undefined where a failure came without JSON. */
  readonly body: unknown;
}

/** Calls the USPS APIs v3 within their quota and a deadline of two seconds, with a token that is kept for as long as it lasts. */
export function createUspsClient({ url, clientId, clientSecret }: UspsAccess, clock: Clock): UspsClient {
  const quota = createCallQuota(quotas, clock);
  const rest = createFailureRest(clock);
  let token: { readonly text: string; readonly expiresAt: number } | undefined;

  let tokenAsked: Promise<string | undefined> | undefined;

  async function call(path: string, init: RequestInit): Promise<Reply | undefined> {
    if (rest.isResting() || !quota.take()) return undefined;
    try {
      const answer = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(deadlineMs) });
      const { status, ok, headers } = answer;
      // The deadline is for the whole answer, and one that promises JSON and is none is a failure like any other.
      const body: unknown = ok ? await answer.json() : readJson(await answer.text());
      if (status === 429 || status === 503) restAsTold(headers.get('retry-after'), status);
      if (status >= 500) rest.failed();
      else rest.succeeded();
      return { status, ok, body };
    } catch {
      // The network, or the deadline: the register's own answer stands, and a run of these is rested from.
      rest.failed();
      return undefined;
    }
  }

  function restAsTold(retryAfter: string | null, status: number): void {
    const ms = retryAfterMs(retryAfter, clock.now());
    if (ms !== undefined) rest.restFor(Math.min(ms, hourMs));
    else if (status === 429) rest.restFor(usualRestMs);
  }

  /** Who asks while a token is on its way waits for the same one: each counts against the quota. */
  async function findToken(): Promise<string | undefined> {
    if (token && clock.now().getTime() < token.expiresAt) return token.text;
    tokenAsked ??= askForToken().finally(() => (tokenAsked = undefined));
    return tokenAsked;
  }

  async function askForToken(): Promise<string | undefined> {
    const now = clock.now().getTime();
    const answer = await call('/oauth2/v3/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
    const granted = answer?.ok ? readToken(answer.body) : undefined;
    // A secret that is refused will be refused again.
    if (answer && !granted && answer.status < 500 && answer.status !== 429) rest.restFor(hourMs);
    token = granted && { text: granted.token, expiresAt: now + granted.lastsMs };
    return token?.text;
  }

  async function ask(path: string): Promise<Reply | undefined> {
    const bearer = await findToken();
    if (bearer === undefined) return undefined;
    const answer = await call(path, { headers: { authorization: `Bearer ${bearer}` } });
    // Another request may have replaced it already.
    if (answer?.status === 401 && token?.text === bearer) token = undefined;
    return answer;
  }

  return {
    async get(path, query) {
      const given = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value) given.append(name, value);
      const target = `${path}?${given.toString()}`;
      let answer = await ask(target);
      if (answer?.status === 401) answer = await ask(target);
      if (!answer) return unavailable;
      if (answer.ok) return { kind: 'OK', body: answer.body };
      if (answer.status === 403) rest.restFor(hourMs);
      if (answer.status === 404) return { kind: 'REFUSED', code: readErrorCode(answer.body) || notFoundCode };
      return answer.status === 400 ? { kind: 'REFUSED', code: readErrorCode(answer.body) } : unavailable;
    },
  };
}

/** Seconds or a date, as RFC 9110 allows; undefined where neither is given. */
function retryAfterMs(text: string | null, now: Date): number | undefined {
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return ms > 0 ? ms : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readToken(body: unknown): { readonly token: string; readonly lastsMs: number } | undefined {
  const token = fieldOf(body, 'access_token');
  const seconds = Number(fieldOf(body, 'expires_in'));
  if (typeof token !== 'string' || !(seconds > 0)) return undefined;
  // A minute before its end it is asked for anew.
  return { token, lastsMs: Math.max(0, seconds - 60) * 1000 };
}

/** The code of the error inventory, six digits, beside or below the status that some answers give as their code. */
function readErrorCode(body: unknown): string {
  const error = fieldOf(body, 'error');
  const details = fieldOf(error, 'errors');
  const codes = [error, ...(Array.isArray(details) ? details : [])].map((part) => fieldOf(part, 'code'));
  return codes.find((code): code is string => typeof code === 'string' && /^\d{6}$/.test(code)) ?? '';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
