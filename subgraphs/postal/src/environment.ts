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
  USPS_ADDRESSES_URL: {
    describe:
      'the USPS APIs v3, asked for a second opinion on addresses that the register does not know; without it nobody is asked',
    kind: 'url',
  },
  USPS_ADDRESSES_CLIENT_ID: {
    describe: 'the application that USPS knows; needed with USPS_ADDRESSES_URL',
    kind: 'text',
  },
  USPS_ADDRESSES_CLIENT_SECRET_FILE: {
    describe: "a file that holds the application's secret; needed with USPS_ADDRESSES_URL",
    kind: 'text',
  },
  LOG_LEVEL: { describe: 'the least weighty log lines written', kind: 'text', fallback: 'info' },
});
