import type { IncomingMessage, RequestListener } from 'node:http';
import Provider from 'oidc-provider';
import type { TrustedIssuer } from '../access/trusted-issuer.ts';
import { type ListeningServer, listen } from '../http/listen.ts';
import { answerLogin } from './answer-login.ts';
import { type IssuerSettings, configureIssuer } from './issuer-configuration.ts';

export interface OpenDevelopmentIssuer {
  /** What the gateway trusts: the issuer, and where it publishes its keys. */
  readonly trusted: TrustedIssuer;
  close(): Promise<void>;
}

/** Everything of the issuer lies below this path. */
const mountPath = '/issuer';

/**
 * An authorisation server for development, at a loopback address: OpenID Connect and OAuth 2 for the personas, with nothing kept over a restart. Never for
 * production: anybody may be anyone. Port 0 lets the system choose.
 */
export async function openDevelopmentIssuer(
  settings: IssuerSettings & { readonly port: number; readonly warn: (sentence: string) => void },
): Promise<OpenDevelopmentIssuer> {
  const { audience, personas, port, warn } = settings;
  const answering: { listener?: RequestListener } = {};
  const server: ListeningServer = await listen(
    (request, response) => answering.listener?.(request, response),
    { port, host: '127.0.0.1' },
  );
  const issuer = `${server.url}${mountPath}`;
  const provider = new Provider(issuer, await configureIssuer(settings));
  const answerProtocol = provider.callback();

  answering.listener = (request, response) => {
    if (!isBelowMount(request)) return void response.writeHead(404).end();
    if (request.url?.startsWith(`${mountPath}/interaction/`)) {
      answerLogin({ provider, audience, personas }, request, response).catch((cause: unknown) => {
        const sentence =
          cause instanceof Error && 'error_description' in cause ? String(cause.error_description) : '';
        if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
        response.end(`This login cannot go on. ${sentence}`);
      });
      return;
    }
    void answerProtocol(belowMount(request), response);
  };
  warn(
    `DEVELOPMENT ISSUER ON at ${issuer}: anybody on this machine can be any persona. Never trust it in production.`,
  );
  return {
    trusted: { issuer, audience, keys: new URL(`${issuer}/jwks`) },
    close: server.close,
  };
}

function isBelowMount({ url = '' }: IncomingMessage): boolean {
  return url.startsWith(`${mountPath}/`);
}

/** The request as the protocol's own router reads it; it finds the mount by comparing both addresses. */
function belowMount(request: IncomingMessage): IncomingMessage {
  const { url = '' } = request;
  return Object.assign(request, { originalUrl: url, url: url.slice(mountPath.length) });
}
