import type { Duplex } from 'node:stream';
import { type TextReader, createTextReader } from './numbered-texts.ts';
import { readBatch } from './read-batch.ts';
import { createLineSplitter } from './split-lines.ts';
import type { SubgraphExecutor, SubgraphRequest } from './subgraph-executor.ts';

/** Where an exchange is asked for, and what the connection is upgraded to. */
export const exchangePath = '/exchange';
export const exchangeProtocol = 'rotunda-lines';

/** More than the gateway puts into one line. */
const lineBytes = 16 * 1024 * 1024;

/** One gateway's lasting connection to a wing. */
export interface AnsweredExchange {
  /** Asks the gateway to send nothing more here; it ends the connection when all that it sent was answered. */
  leave(): void;
}

/**
 * Answers batches that come over one connection as lines, `{"batch":7,"requests":[…]}`, each request with one line
 * `{"batch":7,"index":0,"result":…}` as soon as it ends; `{"abort":7}` says that nobody waits for batch 7 any more. Documents and viewer
 * tokens are numbered texts. A line that is none of these ends the connection.
 */
export function answerExchange(executor: SubgraphExecutor, connection: Duplex): AnsweredExchange {
  const texts = createTextReader();
  const running = new Map<number, AbortController>();
  const lines = createTurnWriter(connection);
  let isEnded = false;

  function endWhenDone(): void {
    if (isEnded && running.size === 0) lines.end();
  }

  async function answerBatch(batch: number, requests: readonly SubgraphRequest[]): Promise<void> {
    const abort = new AbortController();
    running.set(batch, abort);
    await Promise.all(
      requests.map(async (request, index) => {
        const result = await executor.execute(request, abort.signal);
        lines.write(`{"batch":${batch},"index":${index},"result":${JSON.stringify(result)}}\n`);
      }),
    );
    running.delete(batch);
    endWhenDone();
  }

  function readLine(line: string): void {
    const message = readMessage(JSON.parse(line), texts);
    if (message.kind === 'abort') return running.get(message.batch)?.abort();
    answerBatch(message.batch, message.requests).catch(giveUp);
  }

  const giveUp = (cause: unknown) => void connection.destroy(cause instanceof Error ? cause : undefined);
  const readChunk = createLineSplitter(lineBytes, readLine);
  connection
    .on('data', (chunk: Buffer) => {
      try {
        readChunk(chunk);
      } catch (cause) {
        giveUp(cause);
      }
    })
    // The close that follows says all that there is to say.
    .on('error', () => {})
    .on('end', () => {
      isEnded = true;
      endWhenDone();
    })
    .on('close', () => running.forEach((abort) => abort.abort()));

  return { leave: () => lines.write('{"leaving":true}\n') };
}

interface TurnWriter {
  write(line: string): void;
  end(): void;
}

/** Writes the lines of one turn of the event loop at once; reads nothing more while they are not taken. */
function createTurnWriter(connection: Duplex): TurnWriter {
  let pending = '';
  const flush = () => {
    const text = pending;
    pending = '';
    if (text === '' || connection.destroyed || connection.write(text)) return;
    connection.pause();
    connection.once('drain', () => connection.resume());
  };
  return {
    write(line) {
      if (pending === '') setImmediate(flush);
      pending += line;
    },
    end() {
      flush();
      connection.end();
    },
  };
}

type Message =
  | { readonly kind: 'abort'; readonly batch: number }
  | { readonly kind: 'batch'; readonly batch: number; readonly requests: readonly SubgraphRequest[] };

function readMessage(message: unknown, texts: TextReader): Message {
  if (!isRecord(message)) throw new Error('A line of an exchange is an object.');
  const { abort, batch, requests } = message;
  if (typeof abort === 'number') return { kind: 'abort', batch: abort };
  if (typeof batch !== 'number' || !Array.isArray(requests))
    throw new Error('A batch has a number and requests.');
  for (const request of requests) {
    if (!isRecord(request)) continue;
    request['document'] = texts.read(request['document']);
    request['viewerToken'] = texts.read(request['viewerToken']);
  }
  return { kind: 'batch', batch, requests: readBatch(requests) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
