import type { RequestListener } from 'node:http';
import type { Clock } from '@rotunda/platform/clock';
import type { ViewerSigningKey } from '@rotunda/platform/viewer-token';
import type { TrustedIssuer } from './access/trusted-issuer.ts';
import type { SubgraphLink } from './execution/subgraph-link.ts';
import type { GatewayLimits } from './gateway-limits.ts';
import type { GatewayLog } from './gateway-log.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** One for each wing of the supergraph. */
  readonly links: readonly SubgraphLink[];
  readonly trustedIssuers: readonly TrustedIssuer[];
  /** Signs the viewer tokens that wings verify; `loadSigningKey` of the platform gives one. */
  readonly viewerSigningKey: ViewerSigningKey;
  readonly clock: Clock;
  readonly log: GatewayLog;
  readonly limits?: Partial<GatewayLimits>;
}

export interface ListeningGateway {
  /** Root of the gateway, e.g. `http://127.0.0.1:4000`; GraphQL is at `/graphql`. */
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets running requests end, then resolves. */
  close(): Promise<void>;
}

export interface Gateway {
  /** For a `node:http` server of one's own. */
  readonly handler: RequestListener;
  /** Port 0 lets the system choose; the host is loopback unless given. */
  listen(address: { readonly port: number; readonly host?: string }): Promise<ListeningGateway>;
  /** Ends every listener and every link. */
  close(): Promise<void>;
}

/** The gateway as a value: it reads no environment and listens only when told. Refuses a supergraph with a wing that has no link. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  throw new Error(`The gateway is not built yet (${options.links.length} links).`);
}
