import type { ServerResponse } from 'node:http';
import { AccessRefused, type AccessTokenProblem } from '../access/access-token-problem.ts';
import { dpopAlgorithms } from '../access/dpop-proof.ts';
import type { PublicCode } from '../public-error.ts';
import { type RequestRefused } from './request-refused.ts';

type Headers = Readonly<Record<string, string>>;

const callersOwn: Headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Sends a whole answer; nothing where the client is gone already. An answer to one caller is never for a cache. Later headers count. */
export function respond(
  response: ServerResponse,
  answer: { readonly status: number; readonly headers: Headers; readonly body: string },
  ...moreHeaders: readonly Headers[]
): void {
  if (response.headersSent || response.destroyed) return;
  const pairs: string[] = [];
  putHeaders(pairs, callersOwn);
  putHeaders(pairs, answer.headers);
  for (const headers of moreHeaders) putHeaders(pairs, headers);
  pairs.push('content-length', String(Buffer.byteLength(answer.body)));
  response.writeHead(answer.status, pairs);
  response.end(answer.body);
}

/** As names and values in turn, which is what node:http sends with the least work. */
function putHeaders(pairs: string[], headers: Headers): void {
  for (const name in headers) {
    const value = headers[name] ?? '';
    let at = 0;
    while (at < pairs.length && pairs[at] !== name) at += 2;
    pairs[at] = name;
    pairs[at + 1] = value;
  }
}

/** Refuses a request as a GraphQL answer without data, so that every client finds the sentence where it looks for errors. */
export function respondRefusal(response: ServerResponse, refusal: AccessRefused | RequestRefused): void {
  if (refusal instanceof AccessRefused) return respondProblem(response, refusal.problem);
  respondError(response, refusal.status, refusal.code, refusal.message, refusal.headers);
}

const codeOfStatus = {
  400: 'BAD_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  503: 'UNAVAILABLE',
} as const;

function respondProblem(response: ServerResponse, problem: AccessTokenProblem): void {
  const { status, sentence } = problem;
  const headers: Headers =
    status === 503 ? { 'retry-after': '30' } : { 'www-authenticate': challengeOf(problem) };
  respondError(response, status, codeOfStatus[status], sentence, headers);
}

/** Source: RFC 6750, section 3, and RFC 9449, section 7.1; a description may hold printable ASCII without quote and backslash. */
function challengeOf({ error, sentence, scheme = 'Bearer' }: AccessTokenProblem): string {
  const description = sentence.replace(/[^\x20\x21\x23-\x5B\x5D-\x7E]/g, '');
  const algorithms = scheme === 'DPoP' ? `, algs="${dpopAlgorithms.join(' ')}"` : '';
  const problem = error ? `, error="${error}", error_description="${description}"` : '';
  return `${scheme} realm="rotunda"${problem}${algorithms}`;
}

/** One error as a GraphQL answer without data. */
function respondError(
  response: ServerResponse,
  status: number,
  code: PublicCode,
  message: string,
  headers: Headers = {},
): void {
  respond(response, {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`,
  });
}
