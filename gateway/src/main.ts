import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '@rotunda/platform/clock';
import { createLogger } from '@rotunda/platform/logger';
import { readEnvironment } from '@rotunda/platform/read-environment';
import { shutDownOnSignal } from '@rotunda/platform/shutdown';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { admitEverybody } from './admission/admit-everybody.ts';
import { readBindingSettings } from './access/read-binding-settings.ts';
import { readTrustedIssuers } from './access/read-trusted-issuers.ts';
import { openConfiguredAgreements } from './agreements/open-configured-agreements.ts';
import { openAuditLog } from './audit/open-audit-log.ts';
import { createGateway } from './create-gateway.ts';
import { environment, urlVariables } from './environment.ts';
import { linkOverHttp } from './execution/link-over-http.ts';
import { type Readiness, createProbes } from './http/answer-probes.ts';
import { listen } from './http/listen.ts';
import { subgraphNames } from './supergraph/subgraph-list.ts';
import { watchSupergraphFile } from './supergraph/watch-supergraph-file.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';

/** A supergraph that is put in place of the file answers so soon at the latest. */
const betweenLooksMs = 2_000;

const variables = readEnvironment(environment, process.env);
const { HOST: host, DRAIN_MS: drainMs } = variables;
const logger = createLogger({ name: 'gateway', level: variables.LOG_LEVEL });

let readiness: Readiness = 'starting';
const measuring = await openTelemetry(variables);
const answerProbe = createProbes(() =>
  readiness === 'ready' && !audit.healthy() ? 'unrecorded' : readiness,
);
const probes = await listen(
  (request, response) =>
    request.url === '/metrics' && measuring?.answerMetrics
      ? measuring.answerMetrics(request, response)
      : answerProbe(request, response),
  { host, port: variables.PROBE_PORT },
);

const issuersFile = variables.TRUSTED_ISSUERS_FILE;
if (issuersFile === undefined) logger.warn({}, 'no issuer is trusted: every caller is anonymous');
const supergraphFile =
  variables.SUPERGRAPH_FILE ?? new URL('../supergraph/supergraph.graphql', import.meta.url);
const agreements = await openConfiguredAgreements(variables, logger);
const audit = await openAuditLog({
  folder: variables.AUDIT_FOLDER,
  keyFolder: variables.VIEWER_KEY_FOLDER,
  headsTo: variables.AUDIT_HEADS_TO,
  clock: systemClock,
  log: logger,
});
const gateway = await createGateway({
  supergraphSdl: await readFile(supergraphFile, 'utf8'),
  links: subgraphNames.map((name) => linkOverHttp({ name, url: new URL(variables[urlVariables[name]]) })),
  trustedIssuers: issuersFile === undefined ? [] : await readTrustedIssuers(issuersFile),
  ...(agreements ? { agreements } : {}),
  tokenBinding: readBindingSettings(variables),
  trustedProxies: listOf(variables.TRUSTED_PROXIES),
  viewerSigningKey: await loadSigningKey(variables.VIEWER_KEY_FOLDER, 'viewer'),
  clock: systemClock,
  log: logger,
  audit,
  telemetry: measuring?.telemetry,
  allowedOrigins: listOf(variables.ALLOWED_ORIGINS),
  ...(variables.RATE_LIMITS === 'off' ? { admit: admitEverybody } : {}),
});
const supergraph = watchSupergraphFile({
  path: supergraphFile,
  ...(variables.SUPERGRAPH_FILE === undefined ? {} : { everyMs: betweenLooksMs }),
  replace: gateway.replaceSupergraph,
  log: logger,
});
process.on('SIGHUP', () => void supergraph.look());
const { url } = await gateway.listen({ host, port: variables.PORT });
readiness = 'ready';
logger.info({ url, probes: probes.url }, 'the gateway answers');

shutDownOnSignal(
  async () => {
    readiness = 'draining';
    gateway.drain();
    await wait(drainMs);
    await supergraph.close();
    await gateway.close();
    await measuring?.close();
    await probes.close();
  },
  { logger },
);

function listOf(text = ''): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}
