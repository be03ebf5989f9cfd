import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { AdmitRequest, AdmittedRequest } from '../admission/admit-request.ts';
import type { Viewer } from '@rotunda/platform/viewer';
import type { AddressOf } from '../admission/caller-address.ts';
import { AccessRefused } from '../access/access-token-problem.ts';
import type { CallerRequest } from '../access/caller-request.ts';
import type { IdentifyViewer } from '../access/identify-viewer.ts';
import type { AnswerRecorder } from '../audit/record-answers.ts';
import type { RefusalRecorder } from '../audit/record-refusals.ts';
import type { ContractAnswer } from '../contracts/answer-contract.ts';
import { maskFault } from '../execution/present-error.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { AnswerStream } from '../live/answer-stream.ts';
import type { Observation } from '../telemetry/observation.ts';
import type { GraphAnswer, KnownAnswers } from './answer-known.ts';
import type { AnswerInParts } from './answer-parts.ts';
import { createOriginGuard } from './allow-origins.ts';
import { startSharing } from './caching/share-answer.ts';
import { type DeadlineWheel, createDeadlineWheel } from './deadline-wheel.ts';
import { frontPage } from './front-page.ts';
import { readJsonBody } from './read-json-body.ts';
import { RequestDeadline } from './request-deadline.ts';
import { RequestRefused } from './request-refused.ts';
import { statusForClient } from './status-for-client.ts';
import { respond, respondRefusal } from './respond.ts';
import type { DocumentSources } from '../stored-documents/find-document.ts';
import { putDocument } from '../stored-documents/put-document.ts';

export interface PublicEdge {
  readonly server: ApolloServer<GatewayRequest>;
  /** The short way for what the server has read before. */
  readonly known: KnownAnswers;
  readonly identifyViewer: IdentifyViewer;
  readonly limits: GatewayLimits;
  readonly admit: AdmitRequest;
  readonly addressOf: AddressOf;
  readonly documents: DocumentSources;
  /** Whose pages may read answers, e.g. `https://portal.example`. */
  readonly allowedOrigins: readonly string[];
  readonly reportFault: ReportFault;
  /** Lets no answer out without its record. */
  readonly answerRecorded: AnswerRecorder['answerRecorded'];
  /** Hears of every request that is turned away here. */
  readonly refusals: RefusalRecorder;
  /** The contract as the caller sees it. */
  readonly answerContract: (request: CallerRequest) => Promise<ContractAnswer>;
  readonly answerStream: AnswerStream;
  /** Present where somebody measures. */
  readonly observationOf?: ((request: IncomingMessage) => Observation | undefined) | undefined;
  readonly answerInParts: AnswerInParts;
}

interface TimedEdge extends PublicEdge {
  readonly deadlines: DeadlineWheel;
}

/** Answers every HTTP request at the public address: the graph, its contract and a page; a bad request never counts as a fault. */
export function createPublicEdge(options: PublicEdge): RequestListener {
  const edge = { ...options, deadlines: createDeadlineWheel(options.limits.operationTimeoutMs) };
  const isAnsweredPreflight = createOriginGuard(edge.allowedOrigins);
  return (request, response) => {
    const requestId = randomUUID();
    if (request.headers.origin !== undefined) {
      nameAnswer(response, requestId);
      if (isAnsweredPreflight(request, response)) return;
    }
    const answering =
      request.url === graphPath
        ? answerGraphql(edge, { requestId, search: '' }, request, response)
        : routeOthers(edge, requestId, request, response);
    answering.catch((cause: unknown) => {
      nameAnswer(response, requestId);
      if (cause instanceof AccessRefused || cause instanceof RequestRefused) {
        edge.refusals.noteThrown(cause, { requestId, viewer: undefined });
        dropUnreadBody(request, response);
        respondRefusal(response, cause);
      } else if (!response.destroyed) {
        const body = `${JSON.stringify({ errors: [maskFault(cause, requestId, edge.reportFault)] })}\n`;
        respond(response, { status: 500, headers: jsonType, body });
      }
    });
  };
}

/** Answers of the graph carry the id among their other headers, which is quicker. */
function nameAnswer(response: ServerResponse, requestId: string): void {
  if (!response.headersSent) response.setHeader('x-request-id', requestId);
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' };
const graphPath = '/graphql';

async function routeOthers(
  edge: TimedEdge,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, search } = targetOf(request, edge.limits);
  if (pathname === graphPath) return answerGraphql(edge, { requestId, search }, request, response);
  nameAnswer(response, requestId);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new RequestRefused(404, 'The graph answers at /graphql.');
  }
  if (pathname === '/') return respond(response, { status: 200, ...frontPage });
  if (pathname === '/health')
    return respond(response, { status: 200, headers: jsonType, body: '{"status":"ok"}' });
  if (pathname === '/api.graphql') return respond(response, await edge.answerContract(request));
  throw new RequestRefused(404, 'There is nothing here. The graph answers at /graphql.');
}

interface GraphCall {
  readonly requestId: string;
  /** Of the address, with its question mark. */
  readonly search: string;
}

async function answerGraphql(
  edge: TimedEdge,
  call: GraphCall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const streaming = edge.answerStream({ request, response, ...call });
  if (streaming) nameAnswer(response, call.requestId);
  const passedOn = streaming && (await streaming);
  if (streaming && !passedOn) return;
  const { method } = request;
  if (method !== 'GET' && method !== 'POST') {
    throw new RequestRefused(405, 'The graph takes GET and POST.', { allow: 'GET, POST' });
  }
  const viewer = await edge.identifyViewer(request);
  let admitted: AdmittedRequest | undefined;
  try {
    admitted = edge.admit(viewer, edge.addressOf(request));
    const body =
      passedOn?.body ?? (method === 'POST' ? await readJsonBody(request, edge.limits.bodyBytes) : undefined);
    const asked: HTTPGraphQLRequest = { method, headers: noHeaders, search: call.search, body };
    await answerAdmitted(edge, { viewer, admitted, requestId: call.requestId, asked }, request, response);
  } catch (cause) {
    edge.refusals.noteThrown(cause, { requestId: call.requestId, viewer });
    throw cause;
  } finally {
    admitted?.leave();
  }
}

/** The server gets those of the client where it is asked at all. */
const noHeaders = new HeaderMap();

interface AdmittedCall {
  readonly viewer: Viewer;
  readonly admitted: AdmittedRequest;
  readonly requestId: string;
  readonly asked: HTTPGraphQLRequest;
}

async function answerAdmitted(
  edge: TimedEdge,
  { viewer, admitted, requestId, asked }: AdmittedCall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  const named = putDocument(asked, viewer, edge.documents);
  const sharing = startSharing(request, { isStored: named.isStored, viewer });

  const deadline = new RequestDeadline(response);
  edge.deadlines.add(deadline);
  let retry: Readonly<Record<string, string>> | undefined;
  const call: GatewayRequest = {
    viewer,
    requestId,
    languages: headers['accept-language'],
    // Wings compare the deadline with their own wall clock, so it is not the clock that tests move.
    deadlineAt: Date.now() + edge.limits.operationTimeoutMs,
    signal: deadline,
    isPreview: headers['x-preview'] === '1',
    observed: edge.observationOf?.(request),
    budget: admitted.budget,
    markCacheable: sharing?.markCacheable,
    noteRetry: (seconds) => (retry = { 'retry-after': String(seconds) }),
  };
  try {
    const wantsReceipt = headers['x-audit-receipt'] === '1';
    const { accept } = headers;
    if (accept?.includes('multipart/mixed') && request.method === 'POST' && !wantsReceipt) {
      const { body } = named.request;
      const ofAdmission = () => admitted.headers();
      const parts = { body, accept, request: call, requestId, response, headers: ofAdmission };
      const answering = edge.answerInParts(parts);
      if (answering) return await answering;
    }
    const answer = await edge.answerRecorded(
      { viewer, requestId, wantsReceipt },
      () =>
        edge.known.answer(named.request.body, headers.accept, call) ??
        askServer(edge, named.request, sharing ? preflighted(headers) : headers, call),
    );
    if (sharing) nameAnswer(response, requestId);
    if (sharing?.respond(request, response, answer)) return;
    const status = admitted.status() ?? statusForClient(answer.status, headers.accept, answer.body);
    const { body, headers: ofAnswer } = answer;
    const more = retry ? { ...retry, ...admitted.headers() } : admitted.headers();
    respond(response, { status, headers: ofAnswer, body }, more, { 'x-request-id': requestId });
  } finally {
    deadline.isDone = true;
  }
}

async function askServer(
  { server, known }: PublicEdge,
  asked: HTTPGraphQLRequest,
  headers: IncomingHttpHeaders,
  call: GatewayRequest,
): Promise<GraphAnswer> {
  const { status = 200, ...answer } = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { ...asked, headers: headerMapOf(headers) },
    context: async () => call,
  });
  if (answer.body.kind !== 'complete') throw new Error('Incremental answers are not served here.');
  if (status === 200) known.noteHeaders(headers.accept, answer.headers);
  return { status, headers: Object.fromEntries(answer.headers), body: answer.body.string };
}

/** A stored query by nobody in particular tells another site nothing that it could not ask for itself. */
function preflighted(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return { ...headers, 'apollo-require-preflight': '1' };
}

function targetOf(request: IncomingMessage, { bodyBytes }: GatewayLimits): URL {
  const target = request.url ?? '/';
  if (target.length > bodyBytes) throw new RequestRefused(414, 'The address is too long.');
  try {
    return new URL(target, 'http://gateway');
  } catch {
    throw new RequestRefused(400, 'The address is not a valid one.');
  }
}

function headerMapOf(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** A refused body is not read to its end: the connection closes after the answer instead. */
function dropUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete || response.headersSent) return;
  response.setHeader('connection', 'close');
  request.resume();
}
