import type { ServerResponse } from 'node:http';

export interface StreamWriter {
  /** Resolves when there is room for more, or when the reader is gone. */
  write(piece: string | Buffer): Promise<void>;
  end(text: string): void;
}

/**
 * Writes a response piece by piece: no faster than it is read, with a sign of life where nothing else is written, and no longer than a reader
 * that takes nothing is worth waiting for.
 */
export function createStreamWriter(
  response: ServerResponse,
  pace: { readonly heartbeat: string; readonly heartbeatMs: number; readonly stalledMs: number },
): StreamWriter {
  const beat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(pace.heartbeat);
  }, pace.heartbeatMs);
  let stalled: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(beat);
    clearTimeout(stalled);
  };
  // The reader may have gone while the stream was being opened.
  if (response.destroyed) stop();
  response.once('close', stop);

  function drained(): Promise<void> {
    return new Promise((resolve) => {
      stalled = setTimeout(() => response.destroy(), pace.stalledMs);
      const go = () => {
        clearTimeout(stalled);
        response.off('drain', go).off('close', go);
        resolve();
      };
      response.once('drain', go).once('close', go);
    });
  }

  return {
    async write(piece) {
      if (response.destroyed) return;
      beat.refresh();
      if (!response.write(piece)) await drained();
    },
    end(text) {
      clearInterval(beat);
      if (response.destroyed) return;
      response.end(text);
      // What is left may be more than the reader will ever take.
      stalled = setTimeout(() => response.destroy(), pace.stalledMs);
    },
  };
}
