import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next calls get instead of an answer. */
export type TestFailure =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** An empty object unless given. */
      readonly body?: string;
    }
  /** No answer at all. */
  | 'SILENCE'
  /** The beginning of an answer, and no more. */
  | 'HALF';

export interface TestUsps {
  readonly url: string;
  /** Paths asked, tokens included, in order. */
  readonly asked: string[];
  /** Answers the next call of a path so, once. */
  failNext(path: string, failure: TestFailure): void;
  /** No token given out before is valid any more. */
  revokeTokens(): void;
  close(): Promise<void>;
}

const clientSecret = 'test-secret';

/** For tests: credentials that the test server knows. */
export const testCredentials = { clientId: 'test-client', clientSecret };

const confirmed = (dpv: string, address: object, more: object = {}) => ({
  firm: null,
  address: {
    city: 'ALEXANDRIA',
    state: 'VA',
    ZIPCode: '22301',
    ZIPPlus4: '1234',
    urbanization: '',
    ...address,
  },
  additionalInfo: { DPVConfirmation: dpv, DPVCMRA: 'N', business: 'N', vacant: 'N', ...more },
  corrections: [],
  matches: [{ code: '31', text: 'Single Response - exact match' }],
});

/** Invented addresses by the street asked for: no real place is meant. */
const answers: Readonly<Record<string, object | string>> = {
  '1 INVENTED LN': confirmed('Y', { streetAddress: '1 INVENTED LN' }),
  '1 INVENTD LN': confirmed('Y', { streetAddress: '1 INVENTED LN' }),
  '2 INVENTED LN': confirmed('Y', { streetAddress: '2 INVENTED LN' }, { business: 'Y' }),
  '3 INVENTED LN': confirmed('D', { streetAddress: '3 INVENTED LN' }),
  '4 INVENTED LN': confirmed('S', { streetAddress: '4 INVENTED LN', secondaryAddress: 'APT 9' }),
  '5 INVENTED LN': '010005',
  '6 INVENTED LN': '010006',
  '7 INVENTED LN': confirmed('N', { streetAddress: '7 INVENTED LN' }),
  '8 INVENTED LN': '999999',
};

/** For tests: a server that speaks the protocol of the USPS APIs v3 for a few invented addresses. */
export async function createTestUsps(): Promise<TestUsps> {
  const asked: string[] = [];
  const failures = new Map<string, TestFailure>();
  let generation = 1;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://test');
    asked.push(pathname);
    const failure = failures.get(pathname);
    failures.delete(pathname);
    if (failure === 'SILENCE') return;
    if (failure === 'HALF') return void response.writeHead(200).write('{"address":');
    if (failure) return void response.writeHead(failure.status, failure.headers).end(failure.body ?? '{}');
    if (pathname === '/oauth2/v3/token') return grantToken(request, response);
    if (request.headers.authorization !== `Bearer token-${generation}`)
      return send(response, 401, { error: { code: '401', message: 'Unauthorized' } });
    if (pathname === '/addresses/v3/city-state')
      return send(response, 200, { city: 'ALEXANDRIA', state: 'VA', ZIPCode: searchParams.get('ZIPCode') });
    const known = answers[searchParams.get('streetAddress') ?? ''];
    if (typeof known === 'object') return send(response, 200, known);
    send(response, 400, { apiVersion: 'v3', error: { code: known ?? '010005', message: 'refused' } });
  }

  async function grantToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { grant_type: grant, client_secret: secret }: Record<string, string> = JSON.parse(body);
    if (grant !== 'client_credentials' || secret !== clientSecret)
      return send(response, 401, { error: 'invalid_client' });
    send(response, 200, { access_token: `token-${generation}`, token_type: 'Bearer', expires_in: '28799' });
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    asked,
    failNext: (path, failure) => void failures.set(path, failure),
    revokeTokens: () => void (generation += 1),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo;
  return address.port;
}
