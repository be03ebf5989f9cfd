import type { ServerResponse } from 'node:http';
import { AccessRefused, type AccessTokenProblem } from '../access/access-token-problem.ts';
import { dpopAlgorithms } from '../access/dpop-proof.ts';
import { type RequestRefused } from './request-refused.ts';

/** Sends a whole answer; nothing where the client is gone already. An answer to one caller is never for a cache. */
export function respond(
  response: ServerResponse,
  answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
  });
  response.end(answer.body);
}

/** Refuses a request as a GraphQL answer without data, so that every client finds the sentence where it looks for errors. */
export function respondRefusal(response: ServerResponse, refusal: AccessRefused | RequestRefused): void {
  if (refusal instanceof AccessRefused) return respondProblem(response, refusal.problem);
  respondError(response, refusal.status, refusal.code, refusal.message, refusal.headers);
}

const codeOfStatus = { 400: 'BAD_INPUT', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 503: 'UNAVAILABLE' };

function respondProblem(response: ServerResponse, problem: AccessTokenProblem): void {
  const { status, sentence } = problem;
  const headers: Readonly<Record<string, string>> =
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
export function respondError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  respond(response, {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`,
  });
}
