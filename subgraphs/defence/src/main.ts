import { readFile } from 'node:fs/promises';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { createLogger, logFaults } from '@rotunda/platform/logger';
import { readEnvironment } from '@rotunda/platform/read-environment';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { shutDownOnSignal } from '@rotunda/platform/shutdown';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { createDefence } from './create-defence.ts';
import { environment } from './environment.ts';

export { environment };

const variables = readEnvironment(environment, process.env);
const logger = createLogger({ name: 'defence', level: variables.LOG_LEVEL });
const defence = await createDefence({
  databaseUrl: variables.DATABASE_URL_DEFENCE,
  clock: systemClock,
  reportFault: (err) => logger.error({ err }, 'work in the background failed'),
});
const viewerKeys = JSON.parse(await readFile(variables.VIEWER_KEYS_FILE, 'utf8'));
const executor = createSubgraphExecutor(
  defence,
  createViewerTokenVerifier(viewerKeys, defence.name, systemClock),
  logFaults(logger),
);
const served = await serveSubgraph(executor, { host: variables.HOST, port: variables.PORT });
logger.info({ url: served.url }, 'the defence wing answers the gateway');

shutDownOnSignal(
  async () => {
    await served.close();
    await defence.close();
  },
  { logger },
);
