import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, getVariableValues, parse } from 'graphql';
import type { AdmitRequest } from '../admission/admit-request.ts';
import type { CallerRequest, IdentifyViewer } from '../access/identify-viewer.ts';
import { deniedErrors } from '../execution/denied-errors.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { PublicError } from '../public-error.ts';
import { estimateWithin } from '../request-rules/cost/estimate-within.ts';
import { type DocumentSources, findDocument } from '../stored-documents/find-document.ts';
import type { Generation } from '../supergraph/generation.ts';
import { type LiveStream, type StreamRequest, type StreamTools, startLiveStream } from './live-stream.ts';
import { type StreamBegun, fateOfStream } from './stream-fate.ts';

/** A request for a stream as a client sent it; of any type until it is read. */
export interface StreamParameters {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/** Who asks for a stream, and over what. */
export interface StreamCaller extends Omit<StreamRequest, 'viewer'> {
  readonly identity: CallerRequest;
  /** Of the network. */
  readonly address: string;
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
  /** Ends every stream and says so; the readers are to come back spread over some seconds. */
  close(): void;
  readonly size: number;
}

export interface LiveTools extends StreamTools {
  readonly identifyViewer: IdentifyViewer;
  readonly admit: AdmitRequest;
  readonly documents: DocumentSources;
  readonly generation: () => Generation;
  readonly requestLimits: GatewayLimits;
}

const returnWithinSeconds = 15;

/** All open streams of the gateway; each holds on to the generation of the supergraph under which it was prepared. */
export function createLiveStreams(tools: LiveTools): LiveStreams {
  const { limits } = tools;
  const streams = new Map<LiveStream, StreamBegun>();
  const bySubject = new Map<string, number>();
  let isClosing = false;

  function refuseTooMany(subject: string | undefined): PublicError | undefined {
    if (isClosing) return closing();
    if (streams.size >= limits.streams)
      return new PublicError('UNAVAILABLE', 'No more streams can be opened here now: try again in a while.');
    if (subject === undefined || (bySubject.get(subject) ?? 0) < limits.streamsPerSubject) return undefined;
    const sentence = `You have ${limits.streamsPerSubject} streams open, which is the most at once: close one first.`;
    return new PublicError('TOO_MANY', sentence);
  }

  function count(subject: string | undefined, change: 1 | -1): void {
    if (subject === undefined) return;
    const open = (bySubject.get(subject) ?? 0) + change;
    if (open > 0) bySubject.set(subject, open);
    else bySubject.delete(subject);
  }

  return {
    get size() {
      return streams.size;
    },

    async open(parameters, caller) {
      const viewer = await tools.identifyViewer(caller.identity);
      const admitted = tools.admit(viewer, caller.address);
      try {
        const readable = readParameters(parameters);
        const { query } = findDocument(readable, viewer, tools.documents);
        const document = parseText(query, tools.requestLimits.tokens);
        if (document instanceof GraphQLError) return { kind: 'refused', errors: [document] };
        const { operationName, variables: given, text } = { ...readable, text: String(query) };
        const asked = { textHash: sha256(text), textLength: text.length, document, operationName };
        const { prepare, supergraph } = tools.generation();
        const prepared = prepare(asked, viewer);
        if (prepared.kind === 'refused') return prepared;
        if (prepared.kind !== 'live') return { kind: 'refused', errors: [notLive()] };
        if (!prepared.open)
          return { kind: 'refused', errors: deniedErrors(prepared.operation, prepared.denied) };

        const { coerced, errors } = getVariableValues(
          supergraph.clientSchema,
          prepared.operation.variableDefinitions ?? [],
          given,
          { maxErrors: 3, hideSuggestions: true },
        );
        if (errors) return { kind: 'refused', errors: errors.map(refusedVariable) };
        const estimated = estimateWithin(tools.requestLimits.cost, prepared.cost, coerced);
        if (estimated instanceof PublicError) return { kind: 'refused', errors: [estimated] };
        const unaffordable = admitted.budget.charge(estimated);
        if (unaffordable) return { kind: 'refused', errors: [unaffordable] };

        const subject = viewer.authenticated ? viewer.subject : undefined;
        const tooMany = refuseTooMany(subject);
        if (tooMany) return { kind: 'refused', errors: [tooMany] };
        const events = startLiveStream(
          prepared.open,
          { given, coerced },
          { ...caller, viewer },
          tools,
          () => {
            if (streams.delete(events)) count(subject, -1);
          },
        );
        streams.set(events, { asked, viewer, denied: prepared.denied });
        count(subject, 1);
        return { kind: 'open', document, operationName, events };
      } finally {
        admitted.leave();
      }
    },

    review() {
      for (const [stream, begun] of streams) {
        const fate = fateOfStream(begun, tools.generation());
        if (fate === 'withheld') stream.end(withheld());
        if (fate === 'gone') setTimeout(() => stream.end(gone()), Math.random() * limits.endWithinMs).unref();
      }
    },

    close() {
      isClosing = true;
      for (const stream of streams.keys()) stream.end(closing());
    },
  };
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

interface ReadableParameters {
  readonly query: unknown;
  readonly documentId: unknown;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: unknown;
}

/** An empty text stands for none: the WebSocket protocol has no other way to send a hash alone. */
function readParameters({
  query,
  documentId,
  operationName,
  variables,
  extensions,
}: StreamParameters): ReadableParameters {
  return {
    query: query === '' ? undefined : query,
    documentId,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : {},
    extensions,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseText(text: unknown, maxTokens: number): DocumentNode | GraphQLError {
  if (typeof text !== 'string')
    return new PublicError('BAD_INPUT', 'A stream needs the text of a subscription.');
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    const code = 'GRAPHQL_PARSE_FAILED';
    return new GraphQLError(message, { source, positions, extensions: { code } });
  }
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
