import { describeEnvironment } from '@rotunda/platform/read-environment';

/** What the process of this wing reads from its environment. */
export const environment = describeEnvironment({
  DATABASE_URL_DEFENCE: {
    describe: 'the migrated database of the defence wing',
    kind: 'url',
    required: true,
  },
  VIEWER_KEYS_FILE: {
    describe: "the gateway's public keys (a JWKS file) that viewer tokens are verified with",
    kind: 'text',
    required: true,
  },
  HOST: { describe: 'the address to listen on', kind: 'text', fallback: '127.0.0.1' },
  PORT: { describe: 'the port to listen on', kind: 'port', fallback: 4002 },
  LOG_LEVEL: { describe: 'the least weighty log lines written', kind: 'text', fallback: 'info' },
});
