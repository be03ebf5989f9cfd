import type { Clock } from '@rotunda/platform/clock';
import type { Viewer } from '@rotunda/platform/viewer';
import type { ViewerSigningKey } from '@rotunda/platform/viewer-token';
import type { AdmitRequest } from './admission/admit-request.ts';
import type { LoadMeter } from './admission/load-meter.ts';
import type { BindingSettings } from './access/token-binding.ts';
import type { TrustedIssuer } from './access/trusted-issuer.ts';
import type { AgreementSource } from './agreements/agreement-book.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Executor } from './execution/executors.ts';
import type { SubgraphLink } from './execution/subgraph-link.ts';
import type { GatewayLimits } from './gateway-limits.ts';
import type { GatewayLog } from './gateway-log.ts';
import type { ConnectionLimits } from './http/listen.ts';
import type { LiveLimits } from './live/live-limits.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { StoredDocuments } from './stored-documents/stored-documents.ts';

/** What a gateway is made of. */
export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** One for each wing of the supergraph; a link to a wing that only a later supergraph names may be among them. */
  readonly links: readonly SubgraphLink[];
  readonly trustedIssuers: readonly TrustedIssuer[];
  /** Signs the viewer tokens that wings verify; `loadSigningKey` of the platform gives one. */
  readonly viewerSigningKey: ViewerSigningKey;
  readonly clock: Clock;
  readonly log: GatewayLog;
  /** Where every operation is recorded before it is answered; closed with the gateway. */
  readonly audit: AuditLog;
  readonly limits?: Partial<GatewayLimits>;
  readonly liveLimits?: Partial<LiveLimits>;
  readonly connectionLimits?: Partial<ConnectionLimits>;
  /** Those of the committed manifest, unless given. */
  readonly storedDocuments?: StoredDocuments;
  /** By agreement, concurrency and load, unless given. */
  readonly admit?: AdmitRequest;
  /** How busy this process is; measured unless given. */
  readonly loadMeter?: LoadMeter;
  /** Origins whose pages may read answers; none unless given. */
  readonly allowedOrigins?: readonly string[];
  /** Whether a viewer may send documents that are not stored; as its agreement says, unless given. */
  readonly mayAskFreely?: (viewer: Viewer) => boolean;
  /** Where clients reach the gateway and who ends TLS before it, for tokens that are bound to a key or a certificate. */
  readonly tokenBinding?: BindingSettings;
  /** Addresses and CIDR ranges of proxies whose `X-Forwarded-For` and `Forwarded` count; none unless given. */
  readonly trustedProxies?: readonly string[];
  /** What agencies may ask; without it, what a token says is what holds. */
  readonly agreements?: AgreementSource;
  /** `compiled` unless given; `general` is Apollo's own executor, slower by far and the same in its answers. */
  readonly executor?: Executor | undefined;
  /** Who measures; nobody unless given. */
  readonly telemetry?: Telemetry | undefined;
}
