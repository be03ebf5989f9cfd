import { describeEnvironment } from '@rotunda/platform/read-environment';
import type { SubgraphName } from './supergraph/subgraph-list.ts';

/** Where each wing's origin is found. */
export const urlVariables = {
  postal: 'POSTAL_URL',
  defence: 'DEFENCE_URL',
  health: 'HEALTH_URL',
} as const satisfies Record<SubgraphName, string>;

/** What the process of the gateway reads from its environment. */
export const environment = describeEnvironment({
  POSTAL_URL: { describe: 'origin of the internal listener of the postal wing', kind: 'url', required: true },
  DEFENCE_URL: {
    describe: 'origin of the internal listener of the defence wing',
    kind: 'url',
    required: true,
  },
  HEALTH_URL: { describe: 'origin of the internal listener of the health wing', kind: 'url', required: true },
  VIEWER_KEY_FOLDER: {
    describe: 'the folder with the private key that viewer tokens are signed with; nobody else may read it',
    kind: 'folder',
    required: true,
  },
  AUDIT_FOLDER: {
    describe: 'the folder of the audit log; one gateway, one folder',
    kind: 'folder',
    required: true,
  },
  AUDIT_HEADS_TO: {
    describe:
      'a folder elsewhere, or the https URL of a witness, that gets each signed head of the audit log; without it an end cut off with its heads goes unseen',
    kind: 'text',
  },
  TRUSTED_ISSUERS_FILE: {
    describe: 'a JSON list of {issuer, audience, keysUrl or keysFile}; without it every caller is anonymous',
    kind: 'text',
  },
  PUBLIC_ORIGIN: {
    describe: 'the origin at which clients reach the gateway, where a proxy stands before it; proofs name it',
    kind: 'url',
  },
  CERTIFICATE_PROXIES: {
    describe:
      'addresses of the proxies, with commas between, whose Client-Cert header tells the certificate of a client',
    kind: 'text',
  },
  TRUSTED_PROXIES: {
    describe:
      'addresses and CIDR ranges of the proxies before the gateway, with commas between: X-Forwarded-For and Forwarded are believed from them alone',
    kind: 'text',
  },
  AGREEMENTS_FILE: {
    describe:
      'a file or folder of signed data-sharing agreements, read again as it changes; without it what a token says holds',
    kind: 'text',
  },
  AGREEMENTS_KEYS_FILE: {
    describe: 'a JSON Web Key Set of those who may sign agreements; needed with AGREEMENTS_FILE',
    kind: 'text',
  },
  SUPERGRAPH_FILE: {
    describe:
      'a supergraph to serve instead of the committed one, read again as it changes and at SIGHUP; what would break a promise is refused',
    kind: 'text',
  },
  HOST: { describe: 'the address to listen on', kind: 'text', fallback: '127.0.0.1' },
  PORT: { describe: 'the public port', kind: 'port', fallback: 4000 },
  PROBE_PORT: {
    describe: 'the port for /health/live, /health/ready and /health/startup',
    kind: 'port',
    fallback: 4010,
  },
  DRAIN_MS: {
    describe: 'how long the gateway says that it is not ready before it stops accepting, in milliseconds',
    kind: 'integer',
    fallback: 2_000,
  },
  ALLOWED_ORIGINS: {
    describe:
      'origins whose pages may read answers, separated by commas, e.g. https://portal.example; none unless set',
    kind: 'text',
  },
  RATE_LIMITS: {
    describe: '`off` lets everybody in and counts nothing: for measurements, or behind an edge that limits',
    kind: 'text',
    fallback: 'on',
  },
  METRICS: {
    describe: '`on` answers /metrics on the port of the probes, in the text format of Prometheus',
    kind: 'text',
    fallback: 'off',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    describe:
      'the origin of an OpenTelemetry collector that takes traces over HTTP; none are made unless set',
    kind: 'url',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    describe: 'the share of traces that is kept, from 0 to 1',
    kind: 'text',
    fallback: '0.1',
  },
  LOG_LEVEL: { describe: 'the least weighty log lines written', kind: 'text', fallback: 'info' },
});
