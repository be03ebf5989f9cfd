import type { AddressOf } from '../admission/caller-address.ts';
import { type AnswerStream, createStreamAnswer } from './answer-stream.ts';
import { createWebSocketAnswer } from './answer-websocket.ts';
import { type LiveTools, createLiveStreams } from './live-streams.ts';
import type { UpgradeListener } from '../http/listen.ts';

export interface Live {
  readonly answerStream: AnswerStream;
  readonly upgrade: UpgradeListener;
  /** Open streams. */
  readonly size: () => number;
  /** Looks at every stream under the generation of the moment; to be called when another has begun. */
  review(): void;
  /** Ends every stream and every socket, and says so. */
  close(): void;
}

/** Everything by which subscriptions reach clients: server-sent events, multipart answers and WebSockets, over one set of streams. */
export function openLive(tools: LiveTools & { readonly addressOf: AddressOf }): Live {
  const { limits, documents, reportFault, requestLimits, addressOf, identifyViewer } = tools;
  const streams = createLiveStreams(tools);
  const sockets = createWebSocketAnswer({ streams, limits, reportFault, addressOf, identifyViewer });
  return {
    answerStream: createStreamAnswer({ streams, limits, requestLimits, stored: documents.stored, addressOf }),
    upgrade: sockets.upgrade,
    size: streams.size,
    review: streams.review,
    close() {
      streams.close();
      // Streams say first why they end.
      setImmediate(() => sockets.close());
    },
  };
}
