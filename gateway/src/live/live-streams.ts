import { createHash } from 'node:crypto';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { Viewer } from '@rotunda/platform/viewer';
import { type DocumentNode, GraphQLError } from 'graphql';
import type { AdmitRequest } from '../admission/admit-request.ts';
import type { CallerRequest } from '../access/caller-request.ts';
import type { IdentifyViewer } from '../access/identify-viewer.ts';
import type { RefusalRecorder } from '../audit/record-refusals.ts';
import type { RecordFollowing } from '../audit/record-streams.ts';
import { refusedByErrors } from '../audit/refused-request.ts';
import { deniedErrors } from '../execution/denied-errors.ts';
import { maskFault } from '../execution/present-error.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { OpenEvents, PreparedSubscription, RequestVariables } from '../operations/prepared-operation.ts';
import { PublicError } from '../public-error.ts';
import { estimateWithin } from '../request-rules/cost/estimate-within.ts';
import { type DocumentSources, findDocument } from '../stored-documents/find-document.ts';
import type { Generation } from '../supergraph/generation.ts';
import { type LiveStream, type StreamRequest, type StreamTools, startLiveStream } from './live-stream.ts';
import { createStreamSharing } from './share-streams.ts';
import { type StreamBegun, fateOfStream } from './stream-fate.ts';
import { type StreamParameters, parseText, readParameters } from './stream-parameters.ts';
import { createStreamPlaces } from './stream-places.ts';

/** Who asks for a stream, and over what. */
export interface StreamCaller extends Omit<StreamRequest, 'viewer'> {
  readonly identity: CallerRequest;
  /** Of the network. */
  readonly address: string;
  /** The cursor of the last event that reached the reader, where it says so beside the request. */
  readonly lastEventId?: string | undefined;
}

export type OpenedStream =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] }
  | {
      readonly kind: 'open';
      readonly document: DocumentNode;
      readonly operationName: string | undefined;
      readonly events: LiveStream;
    };

export interface LiveStreams {
  /** Throws `AccessRefused` and `RequestRefused` as any request does; a document that cannot run is `refused`. */
  open(parameters: StreamParameters, caller: StreamCaller): Promise<OpenedStream>;
  /**
   * Looks at every stream under the generation of the moment: one of which its reader may see less now ends at once, one whose fields are
   * gone within a while, all others go on as they began.
   */
  review(): void;
  /** Open streams. */
  size(): number;
  /** Ends every stream and says so; the readers are to come back spread over some seconds. */
  close(): void;
}

export interface LiveTools extends StreamTools {
  readonly identifyViewer: IdentifyViewer;
  readonly admit: AdmitRequest;
  readonly documents: DocumentSources;
  readonly generation: () => Generation;
  readonly recordFollowing: RecordFollowing;
  /** Hears of every stream that is refused. */
  readonly refusals: RefusalRecorder;
  readonly requestLimits: GatewayLimits;
  readonly reportFault: ReportFault;
}

const returnWithinSeconds = 15;

/** All open streams of the gateway; each holds on to the generation of the supergraph under which it was prepared. */
export function createLiveStreams(tools: LiveTools): LiveStreams {
  const follow = createStreamSharing(tools);
  const takePlace = createStreamPlaces(tools.limits);
  const streams = new Map<LiveStream, StreamBegun>();
  let isClosing = false;

  /** Begins a stream that has its place; it is recorded before anything of it can be seen. */
  async function begin(
    { begun, generation, prepared, open, variables }: StreamToBegin,
    request: StreamRequest,
    giveBack: () => void,
  ): Promise<LiveStream> {
    const recordLeaving = await tools.recordFollowing(prepared, variables, request);
    const { viewer, requestId, languages } = request;
    const { resumption } = prepared;
    const question = { open, variables, resumption, request: { viewer, requestId, languages } };
    const onEnd = (taken: number) => {
      giveBack();
      // A stream may end while it begins.
      queueMicrotask(() => streams.delete(events));
      recordLeaving(taken).catch((cause: unknown) => maskFault(cause, requestId, tools.reportFault));
    };
    const events = startLiveStream((reader) => follow(question, reader), request, tools, onEnd);
    streams.set(events, begun);
    if (generation !== tools.generation()) reviewStream(events, begun);
    if (isClosing) events.end(closing());
    return events;
  }

  function reviewStream(stream: LiveStream, begun: StreamBegun): void {
    const fate = fateOfStream(begun, tools.generation());
    if (fate === 'withheld') stream.end(withheld());
    if (fate === 'gone')
      setTimeout(() => stream.end(gone()), Math.random() * tools.limits.endWithinMs).unref();
  }

  async function openFor(
    viewer: Viewer,
    parameters: StreamParameters,
    caller: StreamCaller,
  ): Promise<OpenedStream> {
    const admitted = tools.admit(viewer, caller.address);
    try {
      const readable = readParameters(parameters);
      const { query } = findDocument(readable, viewer, tools.documents);
      const document = parseText(query, tools.requestLimits.tokens);
      if (document instanceof GraphQLError) return { kind: 'refused', errors: [document] };
      const { operationName, text } = { ...readable, text: String(query) };
      const asked = { textHash: sha256(text), textLength: text.length, document, operationName };
      const generation = tools.generation();
      const prepared = generation.prepare(asked, viewer);
      if (prepared.kind === 'refused') return prepared;
      if (prepared.kind !== 'live') return { kind: 'refused', errors: [notLive()] };
      const { open } = prepared;
      if (!open) return { kind: 'refused', errors: deniedErrors(prepared.operation, prepared.denied) };

      const given = resumedFrom(caller.lastEventId, prepared, readable.variables);
      const { coerced, errors } = coerceVariables(
        generation.supergraph.clientSchema,
        prepared.operation,
        given,
      );
      if (errors) return { kind: 'refused', errors: errors.map(refusedVariable) };
      const estimated = estimateWithin(tools.requestLimits.cost, prepared.cost, coerced);
      if (estimated instanceof PublicError) return { kind: 'refused', errors: [estimated] };
      const unaffordable = admitted.budget.charge(estimated);
      if (unaffordable) return { kind: 'refused', errors: [unaffordable] };

      const giveBack = isClosing ? closing() : takePlace(viewer.authenticated ? viewer.subject : undefined);
      if (giveBack instanceof PublicError) return { kind: 'refused', errors: [giveBack] };
      try {
        const begun = { asked, viewer, denied: prepared.denied };
        const stream = { begun, generation, prepared, open, variables: { given, coerced } };
        const events = await begin(stream, { ...caller, viewer }, giveBack);
        return { kind: 'open', document, operationName, events };
      } catch (cause) {
        giveBack();
        if (cause instanceof PublicError) return { kind: 'refused', errors: [cause] };
        throw cause;
      }
    } finally {
      admitted.leave();
    }
  }

  return {
    async open(parameters, caller) {
      const { requestId } = caller;
      let viewer: Viewer | undefined;
      try {
        viewer = await tools.identifyViewer(caller.identity);
        const opened = await openFor(viewer, parameters, caller);
        if (opened.kind === 'refused')
          tools.refusals.note(refusedByErrors(opened.errors, { requestId, viewer }));
        return opened;
      } catch (cause) {
        tools.refusals.noteThrown(cause, { requestId, viewer });
        throw cause;
      }
    },

    size: () => streams.size,

    review() {
      for (const [stream, begun] of streams) reviewStream(stream, begun);
    },

    close() {
      isClosing = true;
      for (const stream of streams.keys()) stream.end(closing());
    },
  };
}

interface StreamToBegin {
  readonly begun: StreamBegun;
  readonly generation: Generation;
  readonly prepared: PreparedSubscription;
  readonly open: OpenEvents;
  readonly variables: RequestVariables;
}

/** What a reader got last is newer than what it asked with when it first came. */
function resumedFrom(
  lastEventId: string | undefined,
  { resumption }: PreparedSubscription,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (lastEventId === undefined || !resumption) return variables;
  return { ...variables, [resumption.variable]: lastEventId };
}

/** Readers that all came back at once would be the next overload. */
function closing(): PublicError {
  const retryAfterSeconds = 1 + Math.floor(Math.random() * returnWithinSeconds);
  const sentence = `This gateway is closing: subscribe again in ${retryAfterSeconds} seconds.`;
  return new PublicError('UNAVAILABLE', sentence, { extensions: { retryAfterSeconds } });
}

function withheld(): PublicError {
  const sentence = 'The contract withholds now what this stream asked for: subscribe again for what is left.';
  return new PublicError('FORBIDDEN', sentence);
}

function gone(): PublicError {
  const sentence = 'The graph no longer has what this stream asked for: subscribe again by its contract.';
  return new PublicError('GRAPHQL_VALIDATION_FAILED', sentence);
}

function notLive(): PublicError {
  const sentence = 'A stream carries subscriptions only: send queries and mutations to /graphql by POST.';
  return new PublicError('BAD_INPUT', sentence);
}

function refusedVariable({ message, nodes }: GraphQLError): PublicError {
  return new PublicError('BAD_INPUT', message, { nodes: nodes ?? null });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
