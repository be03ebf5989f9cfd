import type { Duplex } from 'node:stream';
import { createTextSender } from '@rotunda/platform/numbered-texts';
import { createLineSplitter } from '@rotunda/platform/split-lines';
import type { PendingRequest } from './pending-request.ts';
import { SentBatch } from './sent-batch.ts';
import { readSubgraphResult } from './subgraph-result.ts';

const resultBytes = 32 * 1024 * 1024;
const unsentBytes = 4 * 1024 * 1024;

interface BatchUnderWay {
  readonly sent: SentBatch;
  readonly sentAt: number;
}

/**
 * One lasting connection to a wing, over which batches and answers travel as lines. When it breaks, what is not answered fails; nothing is sent
 * twice. `answerExchange` of the platform is its other end and says what the lines are.
 */
export class WingExchange {
  readonly openedAt = performance.now();
  private readonly connection: Duplex;
  private readonly silenceMs: number;
  private readonly texts = createTextSender();
  private readonly underWay = new Map<number, BatchUnderWay>();
  private batches = 0;
  private lastReadAt = performance.now();
  private isRetired = false;

  /** A wing that said nothing for `silenceMs` while a batch waited in vain may be gone without a word: it is sent nothing more here. */
  constructor(connection: Duplex, silenceMs: number) {
    this.connection = connection;
    this.silenceMs = silenceMs;
    const readChunk = createLineSplitter(resultBytes, (line) => this.readLine(line));
    connection
      .on('data', (chunk: Buffer) => {
        this.lastReadAt = performance.now();
        try {
          readChunk(chunk);
        } catch (cause) {
          connection.destroy(new Error('The wing answered something unreadable.', { cause }));
        }
      })
      .on('end', () => connection.destroy())
      .on('error', (cause) => this.failAll(cause))
      .on('close', () => this.failAll(new Error('The connection ended before this operation was answered.')));
  }

  /** False once it is retired or broken, and while the wing does not take what was sent. */
  get takesBatches(): boolean {
    const { destroyed, writableLength } = this.connection;
    return !this.isRetired && !destroyed && writableLength < unsentBytes;
  }

  /** How many batches are on their way. */
  get running(): number {
    return this.underWay.size;
  }

  /** Milliseconds since the wing said anything. */
  get silentForMs(): number {
    return performance.now() - this.lastReadAt;
  }

  send(requests: readonly PendingRequest[], showsLife: () => void): void {
    const batch = (this.batches += 1);
    const sent = new SentBatch(requests, { showsLife, forsaken: () => this.forsake(batch) });
    this.underWay.set(batch, { sent, sentAt: performance.now() });
    this.connection.write(`{"batch":${batch},"requests":[${this.textOf(requests)}]}\n`);
    sent.watch();
  }

  /** Sends nothing more, and ends when all is answered. */
  retire(): void {
    this.isRetired = true;
    if (this.underWay.size === 0) this.connection.end(() => this.connection.destroy());
  }

  private textOf(requests: readonly PendingRequest[]): string {
    let list = '';
    for (const { document, viewerToken, text } of requests) {
      const own = `{"document":${this.texts.jsonOf(document)},"viewerToken":${this.texts.jsonOf(viewerToken)},${text}}`;
      list += list === '' ? own : `,${own}`;
    }
    return list;
  }

  private readLine(line: string): void {
    const { leaving, batch, index, result }: Readonly<Record<string, unknown>> = Object(JSON.parse(line));
    if (leaving === true) return this.retire();
    if (typeof batch !== 'number' || typeof index !== 'number') throw new Error('A line names no operation.');
    // Nobody waits any more for a batch that is not under way.
    const sent = this.underWay.get(batch)?.sent;
    if (!sent) return;
    try {
      sent.resolve(index, readSubgraphResult(result));
    } catch (cause) {
      sent.reject(index, new Error('The wing answered something unreadable.', { cause }));
    }
    if (sent.isOver) this.leave(batch);
  }

  private forsake(batch: number): void {
    const { sent, sentAt } = this.underWay.get(batch) ?? {};
    if (!sent || sentAt === undefined) return;
    this.connection.write(`{"abort":${batch}}\n`);
    this.leave(batch);
    sent.end(new Error('Nobody waits for the answer.'));
    if (this.lastReadAt < sentAt && performance.now() - sentAt >= this.silenceMs) this.retire();
  }

  private leave(batch: number): void {
    this.underWay.delete(batch);
    if (this.isRetired) this.retire();
  }

  private failAll(cause: Error): void {
    this.isRetired = true;
    const failed = [...this.underWay.values()];
    this.underWay.clear();
    for (const { sent } of failed) sent.end(cause);
  }
}
