import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { Dispatcher, Pool } from 'undici';
import type { Sendable } from './request-batcher.ts';
import { createLineSplitter } from './split-lines.ts';
import { readSubgraphResult } from './subgraph-result.ts';

/** An operation on its way to a wing, and who waits for it. */
export interface PendingRequest extends Sendable, Pick<SubgraphRequest, 'document' | 'viewerToken'> {
  readonly signal: AbortSignal | undefined;
  resolve(result: SubgraphResult): void;
  reject(cause: Error): void;
}

const resultBytes = 32 * 1024 * 1024;
const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' };

/** Sends operations as one `POST /batch` and settles each as its line arrives; when the answer ends, those without a line fail. */
export function sendBatch(pool: Pool, batch: readonly PendingRequest[], showsLife: () => void): void {
  pool.dispatch(
    { path: '/batch', method: 'POST', headers, body: textOf(batch) },
    new BatchAnswer(batch, showsLife),
  );
}

/** What several operations have in common travels once: mostly they share documents, and one caller its token. */
function textOf(batch: readonly PendingRequest[]): string {
  const documents = new Map<string, number>();
  const viewerTokens = new Map<string, number>();
  const requests = batch.map(
    ({ document, viewerToken, text }) =>
      `{"document":${placeOf(document, documents)},"viewerToken":${placeOf(viewerToken, viewerTokens)},${text.slice(1)}`,
  );
  return `{"documents":${JSON.stringify([...documents.keys()])},"viewerTokens":${JSON.stringify([...viewerTokens.keys()])},"requests":[${requests.join(',')}]}`;
}

function placeOf(text: string, places: Map<string, number>): number {
  const known = places.get(text);
  if (known !== undefined) return known;
  places.set(text, places.size);
  return places.size - 1;
}

/** The answer to one batch as it arrives. */
class BatchAnswer implements Dispatcher.DispatchHandler {
  private readonly batch: readonly PendingRequest[];
  private readonly isSettled: boolean[];
  private readonly showsLife: () => void;
  private readonly readChunk: (chunk: Buffer) => void;
  private controller: Dispatcher.DispatchController | undefined;

  constructor(batch: readonly PendingRequest[], showsLife: () => void) {
    this.batch = batch;
    this.isSettled = batch.map(() => false);
    this.showsLife = showsLife;
    this.readChunk = createLineSplitter(resultBytes, (line) => this.settle(line));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    for (const { signal } of this.batch) {
      signal?.addEventListener('abort', this.abortIfNobodyWaits, { once: true });
    }
    this.abortIfNobodyWaits();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.showsLife();
    if (status !== 200) controller.abort(new Error(`The wing answered with status ${status}.`));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    try {
      this.readChunk(chunk);
    } catch (cause) {
      controller.abort(new Error('The wing answered something unreadable.', { cause }));
    }
  }

  onResponseEnd(): void {
    this.end(new Error('The answer ended before this operation was answered.'));
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.end(cause);
  }

  private settle(line: string): void {
    const { index, result } = readLine(line);
    if (this.isSettled[index] !== false) return;
    this.isSettled[index] = true;
    this.batch[index]?.resolve(result);
  }

  private end(cause: Error): void {
    this.showsLife();
    this.batch.forEach((pending, index) => {
      pending.signal?.removeEventListener('abort', this.abortIfNobodyWaits);
      if (!this.isSettled[index]) pending.reject(cause);
      this.isSettled[index] = true;
    });
  }

  private readonly abortIfNobodyWaits = (): void => {
    const isForsaken = this.batch.every((pending, index) => this.isSettled[index] || pending.isForsaken());
    if (isForsaken) this.controller?.abort(new Error('Nobody waits for the answer.'));
  };
}

function readLine(line: string): { readonly index: number; readonly result: SubgraphResult } {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || !('index' in parsed) || !('result' in parsed)) {
    throw new Error('A line has no index or no result.');
  }
  return { index: Number(parsed.index), result: readSubgraphResult(parsed.result) };
}
