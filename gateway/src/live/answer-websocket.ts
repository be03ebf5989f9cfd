import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type GraphQLError, GraphQLSchema, type ExecutionArgs } from 'graphql';
import { type Context, type SubscribePayload, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import { AccessRefused } from '../access/access-token-problem.ts';
import type { AddressOf } from '../admission/caller-address.ts';
import type { CallerRequest } from '../access/caller-request.ts';
import type { IdentifyViewer } from '../access/identify-viewer.ts';
import { maskFault } from '../execution/present-error.ts';
import { RequestRefused } from '../http/request-refused.ts';
import { PublicError } from '../public-error.ts';
import { type EventInserter, createEventInserter } from './insert-event.ts';
import { type SocketWatch, watchSocket } from './limit-socket.ts';
import { LiveEvent } from './live-event.ts';
import type { LiveLimits } from './live-limits.ts';
import { type LiveStream, isOfAccess } from './live-stream.ts';
import type { LiveStreams } from './live-streams.ts';
import { type ConnectionParameters, identityOfSocket } from './socket-identity.ts';

interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly watch: SocketWatch;
  readonly inserter: EventInserter;
  readonly gone: AbortSignal;
  /** Known once the connection is initialised. */
  identity: CallerRequest | undefined;
}

type SocketContext = Context<ConnectionParameters, SocketExtra>;

interface OpenOperation {
  readonly events: LiveStream;
  readonly over: () => void;
}

export interface WebSocketAnswer {
  /** For the `upgrade` event of a `node:http` server. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends every socket, with 1001. */
  close(): void;
}

interface WebSocketEdge {
  readonly streams: LiveStreams;
  readonly identifyViewer: IdentifyViewer;
  readonly limits: LiveLimits;
  readonly reportFault: ReportFault;
  readonly addressOf: AddressOf;
}

const path = '/graphql';
const forbidden = 4403;
const goingAway = 1001;
const tryAgainLater = 1013;
const internalError = 4500;

/** Streams over WebSocket. Source: GraphQL over WebSocket Protocol (graphql-transport-ws). */
export function createWebSocketAnswer(edge: WebSocketEdge): WebSocketAnswer {
  const { limits } = edge;
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: limits.socket.messageBytes,
    perMessageDeflate: false,
  });
  const server = makeServer<ConnectionParameters, SocketExtra>({
    connectionInitWaitTimeout: limits.socket.initTimeoutMs,
    onConnect: (context) => isLetIn(edge, context),
    onSubscribe: (context, _id, payload) => subscribe(edge, context, payload),
    subscribe: async (operation) => eventsOf(operation),
    onNext: ({ extra }, _id, _payload, _operation, event) =>
      event instanceof LiveEvent ? extra.inserter.payloadOf(event) : undefined,
  });

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const gone = new AbortController();
    const watch = watchSocket(socket, limits);
    const inserter = createEventInserter();
    const extra: SocketExtra = { socket, request, watch, inserter, gone: gone.signal, identity: undefined };
    const closed = server.opened(adapterOf(socket, inserter, edge.reportFault), extra);
    // What the peer did wrong closes the socket by itself, and is no fault of ours.
    socket.on('error', () => {});
    socket.once('close', (code, reason) => {
      gone.abort(new Error('The client went away.'));
      void closed(code, String(reason));
    });
  });

  return {
    upgrade(request, socket, head) {
      const { pathname } = new URL(request.url ?? '/', 'http://gateway');
      if (pathname !== path) return refuseUpgrade(socket, '404 Not Found');
      if (sockets.clients.size >= limits.socket.sockets)
        return refuseUpgrade(socket, '503 Service Unavailable');
      sockets.handleUpgrade(request, socket, head, (upgraded) =>
        sockets.emit('connection', upgraded, request),
      );
    },
    close() {
      for (const socket of sockets.clients) {
        socket.close(goingAway, 'The gateway is closing');
        // Nobody has to wait for a peer that does not answer.
        setTimeout(() => socket.terminate(), 1_000).unref();
      }
      sockets.close();
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => {}).end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** The socket as the protocol library uses it: a message counts as sent when the operating system has taken it. */
function adapterOf(socket: WebSocket, inserter: EventInserter, reportFault: ReportFault) {
  return {
    protocol: socket.protocol,
    send: (text: string) =>
      new Promise<void>((resolve) => {
        const message = inserter.complete(text);
        if (socket.readyState === socket.OPEN) socket.send(message, () => resolve());
        else resolve();
      }),
    close: (code?: number, reason?: string) => socket.close(code, reason),
    onMessage(read: (text: string) => Promise<void>) {
      socket.on('message', (message) => {
        read(String(message)).catch((cause: unknown) => {
          maskFault(cause, 'websocket', reportFault);
          socket.close(internalError, 'Internal server error');
        });
      });
    },
  };
}

/** A caller that cannot be who its token says is not let in, and learns why from the close frame. */
async function isLetIn(
  { identifyViewer, reportFault }: WebSocketEdge,
  { connectionParams, extra }: SocketContext,
): Promise<boolean> {
  try {
    extra.identity = identityOfSocket(extra.request, connectionParams);
    await identifyViewer(extra.identity);
    return true;
  } catch (cause) {
    if (cause instanceof AccessRefused) {
      const { status, sentence } = cause.problem;
      extra.socket.close(status === 503 ? tryAgainLater : forbidden, closeReason(sentence));
    } else {
      maskFault(cause, 'websocket', reportFault);
      extra.socket.close(internalError, 'Internal server error');
    }
    return false;
  }
}

/** The operation as the library runs it: opened already, so that it only has to be read. */
class OpenedArguments implements ExecutionArgs {
  readonly schema = emptySchema;
  readonly document;
  readonly operationName;
  readonly operation: OpenOperation;

  constructor(
    document: ExecutionArgs['document'],
    operationName: string | undefined,
    operation: OpenOperation,
  ) {
    this.document = document;
    this.operationName = operationName;
    this.operation = operation;
  }
}

const emptySchema = new GraphQLSchema({});

async function subscribe(
  { streams, reportFault, addressOf }: WebSocketEdge,
  { extra }: SocketContext,
  payload: SubscribePayload,
): Promise<OpenedArguments | readonly GraphQLError[]> {
  const { socket, request, watch, gone, identity } = extra;
  if (!identity) throw new Error('The connection is not initialised.');
  const over = watch.beginOperation();
  if (!over)
    return [new PublicError('TOO_MANY', 'This socket has as many operations as it may: end one first.')];
  const requestId = randomUUID();
  try {
    const opened = await streams.open(payload, {
      identity,
      address: addressOf(request),
      languages: request.headers['accept-language'],
      requestId,
      signal: gone,
      dropReader: () => {
        socket.close(tryAgainLater, 'The stream was read too slowly');
        setTimeout(() => socket.terminate(), 1_000).unref();
      },
    });
    if (opened.kind === 'open') {
      const events = closingSocketOnRefusal(opened.events, socket, over);
      return new OpenedArguments(opened.document, opened.operationName, { events, over });
    }
    over();
    return opened.errors;
  } catch (cause) {
    over();
    return [asGraphQLError(cause, requestId, reportFault)];
  }
}

function eventsOf(operation: ExecutionArgs): LiveStream {
  if (!(operation instanceof OpenedArguments)) throw new Error('This operation was not opened here.');
  return operation.operation.events;
}

/** A caller that may no longer read one stream loses the socket, because all of it was opened under one token. */
function closingSocketOnRefusal(events: LiveStream, socket: WebSocket, over: () => void): LiveStream {
  return {
    ...events,
    async next() {
      try {
        const next = await events.next();
        if (next.done) over();
        return next;
      } catch (cause) {
        over();
        if (cause instanceof PublicError && isOfAccess(cause))
          setImmediate(() => socket.close(forbidden, closeReason(cause.message)));
        throw cause;
      }
    },
    async return() {
      over();
      return events.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The reason of a close frame has at most 123 bytes. Source: RFC 6455, sections 5.5 and 5.5.1. */
function closeReason(sentence: string): string {
  return Buffer.from(sentence)
    .subarray(0, 123)
    .toString()
    .replace(/\uFFFD$/, '');
}

function asGraphQLError(cause: unknown, requestId: string, reportFault: ReportFault): GraphQLError {
  if (cause instanceof AccessRefused) {
    const { status, sentence } = cause.problem;
    return new PublicError(
      status === 403 ? 'FORBIDDEN' : status === 503 ? 'UNAVAILABLE' : 'UNAUTHENTICATED',
      sentence,
    );
  }
  if (cause instanceof RequestRefused) {
    const code = cause.status === 429 ? 'TOO_MANY' : cause.status === 503 ? 'UNAVAILABLE' : 'BAD_INPUT';
    return new PublicError(code, cause.message);
  }
  return maskFault(cause, requestId, reportFault);
}
