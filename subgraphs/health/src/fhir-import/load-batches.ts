import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@rotunda/platform/clock';
import type { ImportProgress } from '@rotunda/platform/import-report';
import type pg from 'pg';
import { arrivalsOf, type ReadLine, recordKey } from './arrival.ts';
import type { Batch } from './batch.ts';
import { decideBatch } from './decide-batch.ts';
import { addSettledLines, type EarlierImport, findEarlierImport } from './earlier-import.ts';
import { findKnownRecords } from './find-known-records.ts';
import { type Checkpoint, saveCheckpoint } from './import-job-store.ts';
import { addKnown, type KnownRecords, nothingKnown } from './known-records.ts';
import { readLine, tooLong } from './read-line.ts';
import type { SourceLine } from './read-source-file.ts';
import { findOverdue, isAnyWaiting, waitingFor } from './release-quarantine.ts';
import type { SourceFile } from './source-files.ts';
import { writeBatch } from './write-batch.ts';

export interface BatchLoaderTerms {
  readonly writer: pg.ClientBase;
  readonly reader: pg.ClientBase;
  readonly sourceSystem: string;
  readonly jobId: string;
  readonly nextId: () => string;
  readonly clock: Clock;
  readonly progress: ImportProgress;
}

/** A transaction is worth its round trips at this size, and small enough that a killed job repeats little. */
const batchResources = 1000;
const batchBytes = 8 << 20;
/** Reading is synchronous; between slices the socket to the database gets its turn. */
const sliceLines = 50;

/**
 * Gathers lines into batches and loads each in one transaction together with its checkpoint. While PostgreSQL writes one batch, the next
 * is read and decided.
 */
export class BatchLoader {
  readonly #terms: BatchLoaderTerms;
  #lines: ReadLine[] = [];
  #resources = 0;
  #bytes = 0;
  #file = 0;
  #linesDone = 0;
  #bytesDone = 0;
  #bytesRead = 0;
  #isAnyWaiting = false;
  #writing: Promise<void> = Promise.resolve();
  #uncommitted: KnownRecords = nothingKnown();
  #earlier: EarlierImport | undefined;

  constructor(terms: BatchLoaderTerms) {
    this.#terms = terms;
  }

  /** Call before the lines of each file. */
  async begin(file: SourceFile): Promise<void> {
    const { reader, sourceSystem } = this.#terms;
    this.#file = file.number;
    this.#isAnyWaiting = await isAnyWaiting(reader, sourceSystem);
    this.#earlier = await findEarlierImport(reader, sourceSystem, file.fingerprint);
  }

  countBytes(bytes: number): void {
    this.#bytesRead += bytes;
    this.#terms.progress.advance(bytes, 0);
  }

  async add({ line, byteOffset, bytes, isTooLong }: SourceLine): Promise<void> {
    const at = { jobId: this.#terms.jobId, file: this.#file, line, entry: 0, byteOffset };
    const read = isTooLong ? tooLong(at) : readLine(bytes, at);
    this.#lines.push(read);
    this.#linesDone = line;
    this.#bytesDone = byteOffset + bytes.length + 1;
    this.#resources += Math.max(1, arrivalsOf(read).length);
    this.#bytes += bytes.length;
    if (this.#resources >= batchResources || this.#bytes >= batchBytes) await this.#load();
    else if (this.#lines.length % sliceLines === 0) await nextTurn();
  }

  /** Loads what is gathered and waits until all is committed. */
  async flush(): Promise<void> {
    if (this.#lines.length > 0) await this.#load();
    await this.#writing;
  }

  /** Loads the lines that wait for a patient who is here by now. */
  async releaseOverdue(): Promise<void> {
    const overdue = await findOverdue(this.#terms.reader, this.#terms.sourceSystem);
    if (overdue.length > 0) await this.#release(overdue);
  }

  async #load(): Promise<void> {
    const lines = this.#lines;
    const checkpoint: Checkpoint = {
      file: this.#file,
      linesDone: this.#linesDone,
      bytesDone: this.#bytesDone,
      lines: lines.length,
      resources: lines.reduce((sum, line) => sum + arrivalsOf(line).length, 0),
      bytesRead: this.#bytesRead,
    };
    this.#lines = [];
    this.#resources = 0;
    this.#bytes = 0;

    // What the release of waiting lines stores is not in #uncommitted, so it must be seen in the database.
    if (this.#isAnyWaiting) await this.#writing;
    const batch = await this.#decide(lines, this.#uncommitted);
    this.#uncommitted = batch.decided;
    this.#isAnyWaiting ||= batch.quarantined.length > 0;
    await this.#writing;
    this.#writing = this.#write(batch, checkpoint);
    // Its failure is met by the next await of #writing; until then it must not count as unhandled.
    this.#writing.catch(() => undefined);
  }

  async #decide(lines: readonly ReadLine[], uncommitted: KnownRecords): Promise<Batch> {
    const { reader, sourceSystem, nextId, clock } = this.#terms;
    const known = await findKnownRecords(reader, sourceSystem, lines);
    await this.#addSettled(lines, known);
    addKnown(known, uncommitted);
    return decideBatch(lines, { sourceSystem, known, nextId, now: clock.now().getTime() });
  }

  /** Needed only where a line differs from what is stored: most lines of a file that comes again do not. */
  async #addSettled(lines: readonly ReadLine[], known: KnownRecords): Promise<void> {
    const differing = lines
      .flatMap(arrivalsOf)
      .filter(({ fhirType, fhirId, contentHash, waited }) => {
        const stored = known.records.get(recordKey(fhirType, fhirId));
        return !waited && stored !== undefined && stored.contentHash !== contentHash;
      })
      .map(({ at }) => at.line);
    if (!this.#earlier || differing.length === 0) return;
    const range = { from: differing[0] ?? 0, to: differing.at(-1) ?? 0 };
    await addSettledLines(this.#terms.reader, this.#earlier, range, known);
  }

  async #write(batch: Batch, checkpoint: Checkpoint): Promise<void> {
    const now = this.#terms.clock.now();
    await this.#inTransaction(batch, now, () =>
      saveCheckpoint(this.#terms.writer, this.#terms.jobId, checkpoint, now),
    );
    this.#terms.progress.advance(0, checkpoint.lines);
    if (this.#isAnyWaiting && batch.arrivedPatients.length > 0) await this.#release(batch.arrivedPatients);
  }

  async #release(patientRefs: readonly string[]): Promise<void> {
    const { writer, sourceSystem, clock } = this.#terms;
    for await (const lines of waitingFor(writer, sourceSystem, patientRefs)) {
      const batch = await this.#decide(lines, nothingKnown());
      await this.#inTransaction({ ...batch, quarantined: [] }, clock.now(), () => Promise.resolve());
    }
  }

  async #inTransaction(batch: Batch, now: Date, alsoDo: () => Promise<void>): Promise<void> {
    const { writer, sourceSystem } = this.#terms;
    await writer.query('BEGIN');
    await writeBatch(writer, batch, sourceSystem, now);
    await alsoDo();
    await writer.query('COMMIT');
  }
}
