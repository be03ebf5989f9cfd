import type { IncomingMessage } from 'node:http';
import { AccessRefused } from '../access/access-token-problem.ts';
import type { CallerRequest } from '../access/caller-request.ts';

export type ConnectionParameters = Record<string, unknown>;

/** What a client may say in `connection_init`, because browsers cannot set headers; a certificate is the connection's to show. */
const namedByParameters = ['authorization', 'dpop', 'x-purpose-of-use'];

/**
 * Who asks over a socket: the parameters of the connection before the headers of the upgrade. One object for all operations of the socket, which
 * proves once what its token is bound to; a proof is about the upgrade, which is a GET. Throws `AccessRefused` for a parameter that is no text: nobody
 * who meant to say who they are is taken for anybody.
 */
export function identityOfSocket(
  { headers, method, url, socket }: IncomingMessage,
  parameters: ConnectionParameters | undefined,
): CallerRequest {
  const named = Object.entries(parameters ?? {}).flatMap(([name, value]) => {
    const header = name.toLowerCase();
    return namedByParameters.includes(header) ? [[header, textOf(header, value)]] : [];
  });
  return {
    headers: { ...headers, ...Object.fromEntries(named) },
    socket,
    ...(method === undefined ? {} : { method }),
    ...(url === undefined ? {} : { url }),
  };
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  const sentence = `Send ${name} of connection_init as a text.`;
  throw new AccessRefused({ status: 401, error: 'invalid_request', sentence });
}
