import { describeEnvironment } from '@rotunda/platform/read-environment';

/** What the process of this wing reads from its environment. */
export const environment = describeEnvironment({
  DATABASE_URL_POSTAL: { describe: 'the migrated database of the postal wing', kind: 'url', required: true },
  VIEWER_KEYS_FILE: {
    describe: "the gateway's public keys (a JWKS file) that viewer tokens are verified with",
    kind: 'text',
    required: true,
  },
  HOST: { describe: 'the address to listen on', kind: 'text', fallback: '127.0.0.1' },
  PORT: { describe: 'the port to listen on', kind: 'port', fallback: 4001 },
  WEBHOOK_ORIGIN: {
    describe: 'the DNS name that receivers of events know this system by',
    kind: 'text',
    fallback: 'postal.rotunda.example',
  },
  WEBHOOKS_TO_PRIVATE_HOSTS: {
    describe: 'whether events may go to http URLs and private addresses, for development alone',
    kind: 'flag',
    fallback: false,
  },
  LOG_LEVEL: { describe: 'the least weighty log lines written', kind: 'text', fallback: 'info' },
});
