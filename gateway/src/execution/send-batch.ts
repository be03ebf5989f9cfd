import { createLineSplitter } from '@rotunda/platform/split-lines';
import { LRUCache } from 'lru-cache';
import type { Dispatcher, Pool } from 'undici';
import type { PendingRequest } from './pending-request.ts';
import { SentBatch } from './sent-batch.ts';
import { readSubgraphResult } from './subgraph-result.ts';

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
  let requests = '';
  for (const { document, viewerToken, text } of batch) {
    if (requests !== '') requests += ',';
    requests += `{"document":${placeOf(document, documents)},"viewerToken":${placeOf(viewerToken, viewerTokens)},${text}}`;
  }
  return `{"documents":${listOf(documents)},"viewerTokens":${listOf(viewerTokens)},"requests":[${requests}]}`;
}

function placeOf(text: string, places: Map<string, number>): number {
  const known = places.get(text);
  if (known !== undefined) return known;
  places.set(text, places.size);
  return places.size - 1;
}

/** Documents and tokens travel again and again: each is made JSON once. */
const quoted = new LRUCache<string, string>({
  maxSize: 8 * 1024 * 1024,
  sizeCalculation: (text) => text.length + 1,
});

function listOf(texts: ReadonlyMap<string, number>): string {
  let list = '';
  for (const text of texts.keys()) {
    let json = quoted.get(text);
    if (json === undefined) quoted.set(text, (json = JSON.stringify(text)));
    list += list === '' ? json : `,${json}`;
  }
  return `[${list}]`;
}

/** The answer to one batch as it arrives. */
class BatchAnswer implements Dispatcher.DispatchHandler {
  private readonly sent: SentBatch;
  private readonly showsLife: () => void;
  private readonly readChunk: (chunk: Buffer) => void;
  private controller: Dispatcher.DispatchController | undefined;

  constructor(batch: readonly PendingRequest[], showsLife: () => void) {
    const forsaken = () => this.controller?.abort(new Error('Nobody waits for the answer.'));
    this.sent = new SentBatch(batch, { showsLife, forsaken });
    this.showsLife = showsLife;
    this.readChunk = createLineSplitter(resultBytes, (line) => this.settle(line));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.sent.watch();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    ofAnswer: Readonly<Record<string, unknown>>,
  ): void {
    this.showsLife();
    const problem = problemOf(status, ofAnswer);
    if (problem !== undefined) controller.abort(new Error(problem));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.sent.isOver) return controller.abort(new Error('The wing goes on after its last answer.'));
    try {
      this.readChunk(chunk);
    } catch (cause) {
      controller.abort(new Error('The wing answered something unreadable.', { cause }));
    }
  }

  onResponseEnd(): void {
    this.sent.end(new Error('The answer ended before this operation was answered.'));
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.sent.end(cause);
  }

  private settle(line: string): void {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || !('index' in parsed) || !('result' in parsed)) {
      throw new Error('A line has no index or no result.');
    }
    const index = Number(parsed.index);
    if (!this.sent.waitsFor(index)) throw new Error('The wing answered what it was not asked.');
    this.sent.resolve(index, readSubgraphResult(parsed.result));
  }
}

/** Why an answer is not read at all. What is compressed stays so: its size says nothing of what would come out. */
export function problemOf(status: number, headers: Readonly<Record<string, unknown>>): string | undefined {
  if (status !== 200) return `The wing answered with status ${status}.`;
  return headers['content-encoding'] === undefined ? undefined : 'The wing answered compressed.';
}
