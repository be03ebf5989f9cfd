import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { Dispatcher, Pool } from 'undici';
import type { Sendable } from './request-batcher.ts';
import { createLineSplitter } from './split-lines.ts';
import { readSubgraphResult } from './subgraph-result.ts';

/** An operation on its way to a wing, and who waits for it. */
export interface PendingRequest extends Sendable {
  readonly signal: AbortSignal | undefined;
  resolve(result: SubgraphResult): void;
  reject(cause: Error): void;
}

const resultBytes = 32 * 1024 * 1024;

/** Sends operations as one `POST /batch` and settles each as its line arrives; when the answer ends, those without a line fail. */
export function sendBatch(pool: Pool, batch: readonly PendingRequest[], showsLife: () => void): void {
  const waiting = new Map(batch.map((pending, index) => [index, pending]));
  const stopWatching: (() => void)[] = [];

  function settle(line: string): void {
    const { index, result } = readLine(line);
    waiting.get(index)?.resolve(result);
    waiting.delete(index);
  }

  function end(cause: Error): void {
    showsLife();
    stopWatching.forEach((stop) => stop());
    waiting.forEach((pending) => pending.reject(cause));
    waiting.clear();
  }

  const readChunk = createLineSplitter(resultBytes, settle);
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      const abortIfNobodyWaits = () => {
        const isForsaken = [...waiting.values()].every((pending) => pending.isForsaken());
        if (isForsaken) controller.abort(new Error('Nobody waits for the answer.'));
      };
      batch.forEach(({ signal }) => {
        signal?.addEventListener('abort', abortIfNobodyWaits, { once: true });
        stopWatching.push(() => signal?.removeEventListener('abort', abortIfNobodyWaits));
      });
      abortIfNobodyWaits();
    },
    onResponseStart(controller, status) {
      showsLife();
      if (status !== 200) controller.abort(new Error(`The wing answered with status ${status}.`));
    },
    onResponseData(controller, chunk) {
      try {
        readChunk(chunk);
      } catch (cause) {
        controller.abort(new Error('The wing answered something unreadable.', { cause }));
      }
    },
    onResponseEnd: () => end(new Error('The answer ended before this operation was answered.')),
    onResponseError: (_controller, cause) => end(cause),
  };

  pool.dispatch(
    {
      path: '/batch',
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: `[${batch.map(({ text }) => text).join(',')}]`,
    },
    handler,
  );
}

function readLine(line: string): { readonly index: number; readonly result: SubgraphResult } {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || !('index' in parsed) || !('result' in parsed)) {
    throw new Error('A line has no index or no result.');
  }
  return { index: Number(parsed.index), result: readSubgraphResult(parsed.result) };
}
