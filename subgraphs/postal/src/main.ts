import { readFile } from 'node:fs/promises';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { createLogger, logFaults } from '@rotunda/platform/logger';
import { readEnvironment } from '@rotunda/platform/read-environment';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { shutDownOnSignal } from '@rotunda/platform/shutdown';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { readUspsCredentials } from './address-providers/read-usps-credentials.ts';
import { createPostal } from './create-postal.ts';
import { environment } from './environment.ts';

export { environment };

const variables = readEnvironment(environment, process.env);
const logger = createLogger({ name: 'postal', level: variables.LOG_LEVEL });
const postal = await createPostal({
  databaseUrl: variables.DATABASE_URL_POSTAL,
  clock: systemClock,
  receivers: {
    origin: variables.WEBHOOK_ORIGIN,
    privateReceivers: variables.WEBHOOKS_TO_PRIVATE_HOSTS,
  },
  usps: await readUspsCredentials(variables),
  reportFault: (err) => logger.error({ err }, 'work in the background failed'),
});
const viewerKeys = JSON.parse(await readFile(variables.VIEWER_KEYS_FILE, 'utf8'));
const executor = createSubgraphExecutor(
  postal,
  createViewerTokenVerifier(viewerKeys, postal.name, systemClock),
  logFaults(logger),
);
const served = await serveSubgraph(executor, { host: variables.HOST, port: variables.PORT });
logger.info({ url: served.url }, 'the postal wing answers the gateway');

shutDownOnSignal(
  async () => {
    await served.close();
    await postal.close();
  },
  { logger },
);
