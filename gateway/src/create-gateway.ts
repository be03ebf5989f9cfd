import type { RequestListener } from 'node:http';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import { createViewerTokenMinter } from '@rotunda/platform/viewer-token';
import { createAddressOf } from './admission/caller-address.ts';
import { trustProxies } from './admission/trusted-proxies.ts';
import { openAdmission } from './admission/open-admission.ts';
import { createAccessTokenVerifier } from './access/access-token-verifier.ts';
import { createViewerIdentifier } from './access/identify-viewer.ts';
import { createBindingCheck } from './access/token-binding.ts';
import { mayAskFreely } from './agreements/agreement-of.ts';
import { createAnswerRecorder } from './audit/record-answers.ts';
import { createPartsRecorder } from './audit/record-parts.ts';
import { createRefusalRecorder } from './audit/record-refusals.ts';
import { createStreamRecorder } from './audit/record-streams.ts';
import { createContractAnswer } from './contracts/answer-contract.ts';
import { type AskWing, askWing } from './execution/ask-wing.ts';
import { createDeferredPreparer } from './execution/deferred/prepare-deferred.ts';
import { executors } from './execution/executors.ts';
import { guardLink } from './execution/guard-link.ts';
import { holdAnswers } from './execution/held-answers.ts';
import { sharePublicFetches } from './execution/share-public-fetches.ts';
import { type AnswerAsked, createGatewayForServer } from './gateway-interface.ts';
import { defaultLimits } from './gateway-limits.ts';
import type { GatewayLog } from './gateway-log.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { createErrorFormat, createGraphqlServer } from './graphql-server.ts';
import { createPublicEdge } from './http/answer-http.ts';
import { createKnownAnswers } from './http/answer-known.ts';
import { createPartsAnswer } from './http/answer-parts.ts';
import { type ListeningServer, type UpgradeListener, listen } from './http/listen.ts';
import { createSubscriptionCompiler } from './live/compile-subscription.ts';
import { followersOf } from './live/follow-wing.ts';
import { defaultLiveLimits } from './live/live-limits.ts';
import { openLive } from './live/open-live.ts';
import { createAdmissionWatch } from './live/still-admitted.ts';
import { answerOperation } from './operations/answer-operation.ts';
import { createKnownDocuments } from './operations/known-documents.ts';
import { readCommittedDocuments } from './stored-documents/committed-documents.ts';
import { rememberDocuments } from './stored-documents/remembered-documents.ts';
import { createGenerations } from './supergraph/generations.ts';
import type { Replacement, ReplacementOptions } from './supergraph/replacement.ts';

export type { GatewayOptions };

export interface Gateway {
  /** For a `node:http` server of one's own. */
  readonly handler: RequestListener;
  /** For the `upgrade` event of such a server: subscriptions over WebSocket. */
  readonly upgrade: UpgradeListener;
  /** Serves at an address; port 0 lets the system choose, the host is loopback unless given. GraphQL is at `/graphql`. */
  listen(address: { readonly port: number; readonly host?: string }): Promise<ListeningServer>;
  /** Lets another supergraph answer from now on, or says why not; what runs and streams ends as it began. */
  replaceSupergraph(supergraphSdl: string, options?: ReplacementOptions): Promise<Replacement>;
  /** Tells clients with every answer to come over another connection next time; to be followed by `close`. */
  drain(): void;
  /** Ends every listener, then every link. */
  close(): Promise<void>;
}

/** The gateway as a value: it reads no environment and listens only when told. Refuses a supergraph with a wing that has no link. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { clock, log, telemetry } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const links = options.links.map((link) => guardLink(link, { limits, log }));
  const reportFault = createFaultReport(log);

  const minter = createViewerTokenMinter(options.viewerSigningKey, clock);
  const wings = Object.fromEntries(
    links.map((link): [string, AskWing] => {
      const shared = sharePublicFetches(link);
      const ask: AskWing = (fetch, request) =>
        askWing(request.viewer.authenticated ? link : shared, fetch, request, { minter, log });
      return [link.name, holdAnswers(telemetry?.observeWing(link.name, ask) ?? ask)];
    }),
  );
  const followers = followersOf(links, { minter, log });
  const audit = telemetry?.observeAudit(options.audit) ?? options.audit;
  const recorder = createAnswerRecorder(audit);
  const refusals = createRefusalRecorder(audit, clock);
  const stored = options.storedDocuments ?? (await readCommittedDocuments());
  const generations = createGenerations({
    supergraphSdl: options.supergraphSdl,
    linked: links.map(({ name }) => name),
    storedDocuments: stored,
    limits,
    compilerOf: (supergraph) =>
      recorder.describeRuns(executors[options.executor ?? 'compiled'](supergraph, wings, reportFault)),
    liveCompilerOf: (supergraph) =>
      createSubscriptionCompiler(supergraph, { ask: wings, follow: followers }, reportFault),
    observePreparing: telemetry?.observePreparing,
    onReplaced: (generation) => {
      forServer.update(generation);
      live.review();
    },
  });

  const answer: AnswerAsked = (asked, variables, request) => {
    const { prepare, supergraph } = generations.current();
    const tools = { prepare, schema: supergraph.clientSchema, costLimit: limits.cost };
    return recorder.noteAnswer(asked, variables, request, answerOperation(asked, variables, request, tools));
  };
  const run = telemetry?.observeAnswer(answer, stored) ?? answer;
  const knownDocuments = createKnownDocuments();
  const forServer = createGatewayForServer(generations.current(), knownDocuments, run);
  const server = createGraphqlServer(forServer.gateway, { limits, log, reportFault });
  await server.start();

  const { agreements } = options;
  const admission = openAdmission(clock, limits, options.loadMeter);
  const identify = createViewerIdentifier(
    createAccessTokenVerifier(options.trustedIssuers, clock),
    agreements && { agreements, clock },
    createBindingCheck(clock, options.tokenBinding ?? {}),
  );
  const identifyViewer = telemetry?.observeIdentity(identify) ?? identify;
  const admit = options.admit ?? admission.admit;
  const addressOf = createAddressOf(trustProxies(options.trustedProxies ?? []));
  const documents = {
    stored,
    remembered: rememberDocuments(limits.rememberedDocumentBytes),
    mayAskFreely: options.mayAskFreely ?? mayAskFreely,
  };
  const live = openLive({
    limits: { ...defaultLiveLimits, ...options.liveLimits },
    requestLimits: limits,
    generation: generations.current,
    stillAdmitted: createAdmissionWatch(clock, agreements),
    recordFollowing: createStreamRecorder(audit),
    now: () => clock.now().getTime(),
    ...{ identifyViewer, admit, addressOf, documents, refusals, reportFault },
  });
  const edge = createPublicEdge({
    server,
    known: createKnownAnswers({
      documents: knownDocuments,
      run,
      formatErrors: createErrorFormat(reportFault),
    }),
    limits,
    admit,
    addressOf,
    documents,
    allowedOrigins: options.allowedOrigins ?? [],
    reportFault,
    identifyViewer,
    observationOf: telemetry?.observationOf,
    answerStream: live.answerStream,
    answerInParts: createPartsAnswer({
      generation: generations.current,
      documents: knownDocuments,
      prepareDeferred: createDeferredPreparer(wings, reportFault),
      recorder: createPartsRecorder(audit),
      limits,
      formatErrors: createErrorFormat(reportFault),
      reportFault,
      observeParts: telemetry && ((asking) => telemetry.observeParts({ ...asking, stored })),
    }),
    answerRecorded: recorder.answerRecorded,
    refusals,
    answerContract: createContractAnswer({
      contracts: () => generations.current().contracts,
      identifyViewer,
    }),
  });
  const handler = telemetry?.observeHttp(edge) ?? edge;
  telemetry?.watch({
    supergraphHash: () => generations.current().hash,
    subscriptions: live.size,
    wings: links,
  });
  const listeners = new Set<ListeningServer>();

  return {
    handler,
    upgrade: live.upgrade,
    async listen({ port, host = '127.0.0.1' }) {
      const listener = await listen(handler, { port, host, limits: options.connectionLimits }, live.upgrade);
      listeners.add(listener);
      return listener;
    },
    replaceSupergraph: generations.replace,
    drain() {
      for (const listener of listeners) listener.drain();
    },
    async close() {
      live.close();
      await Promise.all([...listeners].map((listener) => listener.close()));
      await server.stop();
      admission.close();
      await Promise.all(links.map((link) => link.close()));
      await refusals.close();
      await audit.close();
    },
  };
}

function createFaultReport(log: GatewayLog): ReportFault {
  return ({ cause, ...facts }) => log.error({ ...facts, err: cause }, 'A fault was masked.');
}
