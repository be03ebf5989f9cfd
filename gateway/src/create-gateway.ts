import type { RequestListener } from 'node:http';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Clock } from '@rotunda/platform/clock';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { Viewer } from '@rotunda/platform/viewer';
import { type ViewerSigningKey, createViewerTokenMinter } from '@rotunda/platform/viewer-token';
import type { AdmitRequest } from './admission/admit-request.ts';
import { openAdmission } from './admission/open-admission.ts';
import { createAccessTokenVerifier } from './access/access-token-verifier.ts';
import { createViewerIdentifier } from './access/identify-viewer.ts';
import { type BindingSettings, createBindingCheck } from './access/token-binding.ts';
import type { TrustedIssuer } from './access/trusted-issuer.ts';
import type { AgreementSource } from './agreements/agreement-book.ts';
import { mayAskFreely } from './agreements/agreement-of.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { createAnswerRecorder } from './audit/record-answers.ts';
import { recordStreams } from './audit/record-streams.ts';
import { createContractAnswer } from './contracts/answer-contract.ts';
import { createContractBook } from './contracts/contract-book.ts';
import type { Answer } from './execution/answer.ts';
import { type AskWing, askWing } from './execution/ask-wing.ts';
import { createPlanCompiler } from './execution/compiled/compile-run.ts';
import { guardLink } from './execution/guard-link.ts';
import { createPlanInterpreter } from './execution/run-plan.ts';
import type { SubgraphLink } from './execution/subgraph-link.ts';
import { type GatewayLimits, defaultLimits } from './gateway-limits.ts';
import type { GatewayLog } from './gateway-log.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { createErrorFormat, createGraphqlServer } from './graphql-server.ts';
import { createPublicEdge } from './http/answer-http.ts';
import { createKnownAnswers } from './http/answer-known.ts';
import { type ListeningServer, type UpgradeListener, listen } from './http/listen.ts';
import { createSubscriptionCompiler } from './live/compile-subscription.ts';
import { followersOf } from './live/follow-wing.ts';
import { type LiveLimits, defaultLiveLimits } from './live/live-limits.ts';
import { openLive } from './live/open-live.ts';
import { createAdmissionWatch } from './live/still-admitted.ts';
import { answerOperation } from './operations/answer-operation.ts';
import { type KnownDocuments, createKnownDocuments } from './operations/known-documents.ts';
import { type AskedOperation, createOperationPreparer } from './operations/prepare-operation.ts';
import { readCommittedDocuments } from './stored-documents/committed-documents.ts';
import { rememberDocuments } from './stored-documents/remembered-documents.ts';
import type { StoredDocuments } from './stored-documents/stored-documents.ts';
import { type SupergraphGeneration, loadSupergraph } from './supergraph/load-supergraph.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** One for each wing of the supergraph. */
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
  /** Those of the committed manifest, unless given. */
  readonly storedDocuments?: StoredDocuments;
  /** By agreement, concurrency and load, unless given. */
  readonly admit?: AdmitRequest;
  /** Origins whose pages may read answers; none unless given. */
  readonly allowedOrigins?: readonly string[];
  /** Whether a viewer may send documents that are not stored; as its agreement says, unless given. */
  readonly mayAskFreely?: (viewer: Viewer) => boolean;
  /** Where clients reach the gateway and who ends TLS before it, for tokens that are bound to a key or a certificate. */
  readonly tokenBinding?: BindingSettings;
  /** What agencies may ask; without it, what a token says is what holds. */
  readonly agreements?: AgreementSource;
  /** `compiled` unless given; `general` is Apollo's own executor, slower by far and the same in its answers. */
  readonly executor?: Executor | undefined;
}

export type Executor = keyof typeof executors;

const executors = { compiled: createPlanCompiler, general: createPlanInterpreter };

export interface Gateway {
  /** For a `node:http` server of one's own. */
  readonly handler: RequestListener;
  /** For the `upgrade` event of such a server: subscriptions over WebSocket. */
  readonly upgrade: UpgradeListener;
  /** Serves at an address; port 0 lets the system choose, the host is loopback unless given. GraphQL is at `/graphql`. */
  listen(address: { readonly port: number; readonly host?: string }): Promise<ListeningServer>;
  /** Ends every listener, then every link. */
  close(): Promise<void>;
}

/** The gateway as a value: it reads no environment and listens only when told. Refuses a supergraph with a wing that has no link. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { clock, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const links = options.links.map((link) => guardLink(link, { limits, log }));
  const reportFault = createFaultReport(log);
  const generation = loadSupergraph(options.supergraphSdl);
  refuseMissingLinks(generation, links);

  const minter = createViewerTokenMinter(options.viewerSigningKey, clock);
  const wings = Object.fromEntries(
    links.map((link): [string, AskWing] => [
      link.name,
      (fetch, request) => askWing(link, fetch, request, { minter, log }),
    ]),
  );
  const recorder = createAnswerRecorder(options.audit);
  const compileRun = recorder.describeRuns(
    executors[options.executor ?? 'compiled'](generation, wings, reportFault),
  );
  const contracts = createContractBook(generation);
  const compileLive = recordStreams(
    options.audit,
    createSubscriptionCompiler(
      generation,
      { ask: wings, follow: followersOf(links, { minter, log }) },
      reportFault,
    ),
  );
  const prepare = createOperationPreparer(generation, limits, compileRun, contracts, compileLive);

  const run: RunOperation = (asked, variables, request) =>
    recorder.noteAnswer(
      asked,
      variables,
      request,
      answerOperation(asked, variables, request, {
        prepare,
        schema: generation.clientSchema,
        costLimit: limits.cost,
      }),
    );
  const knownDocuments = createKnownDocuments();
  const server = createGraphqlServer(gatewayInterfaceOf(generation, knownDocuments, run), {
    limits,
    log,
    reportFault,
  });
  await server.start();

  const { agreements } = options;
  const admission = openAdmission(clock, limits);
  const identifyViewer = createViewerIdentifier(
    createAccessTokenVerifier(options.trustedIssuers, clock),
    agreements && { agreements, clock },
    createBindingCheck(clock, options.tokenBinding ?? {}),
  );
  const admit = options.admit ?? admission.admit;
  const documents = {
    stored: options.storedDocuments ?? (await readCommittedDocuments()),
    remembered: rememberDocuments(limits.rememberedDocumentBytes),
    mayAskFreely: options.mayAskFreely ?? mayAskFreely,
  };
  const live = openLive({
    limits: { ...defaultLiveLimits, ...options.liveLimits },
    requestLimits: limits,
    schema: generation.clientSchema,
    stillAdmitted: createAdmissionWatch(clock, agreements),
    now: () => clock.now().getTime(),
    ...{ identifyViewer, admit, documents, prepare, reportFault },
  });
  const handler = createPublicEdge({
    server,
    known: createKnownAnswers({
      documents: knownDocuments,
      run,
      formatErrors: createErrorFormat(reportFault),
    }),
    limits,
    admit,
    documents,
    allowedOrigins: options.allowedOrigins ?? [],
    reportFault,
    identifyViewer,
    answerStream: live.answerStream,
    answerRecorded: recorder.answerRecorded,
    answerContract: createContractAnswer({ generation, contracts, identifyViewer }),
  });
  const listeners = new Set<ListeningServer>();

  return {
    handler,
    upgrade: live.upgrade,
    async listen({ port, host = '127.0.0.1' }) {
      const listener = await listen(handler, { port, host }, live.upgrade);
      listeners.add(listener);
      return listener;
    },
    async close() {
      live.close();
      await Promise.all([...listeners].map((listener) => listener.close()));
      await server.stop();
      admission.close();
      await Promise.all(links.map((link) => link.close()));
      await options.audit.close();
    },
  };
}

type RunOperation = (
  asked: AskedOperation,
  variables: Readonly<Record<string, unknown>>,
  request: GatewayRequest,
) => Promise<Answer>;

function gatewayInterfaceOf(
  generation: SupergraphGeneration,
  knownDocuments: KnownDocuments,
  run: RunOperation,
): ApolloServerOptionsWithGateway<GatewayRequest>['gateway'] {
  const { clientSchema, supergraphSdl } = generation;
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: clientSchema, coreSupergraphSdl: supergraphSdl });
      return () => {};
    },
    async load() {
      return {
        executor({ queryHash, source, document, request, context }) {
          knownDocuments.remember(source, document, queryHash);
          return run(
            {
              textHash: queryHash,
              textLength: source.length,
              document,
              operationName: request.operationName,
              extensions: request.extensions,
            },
            request.variables ?? {},
            // Apollo Server types the context of a gateway as any record; `answer-http.ts` made it.
            context as GatewayRequest,
          );
        },
      };
    },
    async stop() {},
  };
}

function createFaultReport(log: GatewayLog): ReportFault {
  return ({ cause, ...facts }) => log.error({ ...facts, err: cause }, 'A fault was masked.');
}

function refuseMissingLinks({ subgraphNames }: SupergraphGeneration, links: readonly SubgraphLink[]): void {
  const missing = subgraphNames.filter((name) => !links.some((link) => link.name === name));
  if (missing.length > 0)
    throw new Error(`No link leads to ${missing.join(', ')}, which the supergraph names.`);
}
