import type { Span } from '@opentelemetry/api';

/** What is measured of one request on its way; times in milliseconds of `performance.now()`. */
export class Observation {
  readonly startedAt = performance.now();
  /** Of the operation; undefined where nobody traces. */
  readonly span: Span | undefined;
  /** When the last wing that answered had answered. */
  lastAnsweredAt: number | undefined;
  private asking = 0;
  private askingSince = 0;
  private waited = 0;

  constructor(span: Span | undefined) {
    this.span = span;
  }

  beginAsking(): void {
    if (this.asking === 0) this.askingSince = performance.now();
    this.asking += 1;
  }

  endAsking(): void {
    this.asking -= 1;
    this.lastAnsweredAt = performance.now();
    if (this.asking === 0) this.waited += this.lastAnsweredAt - this.askingSince;
  }

  /** Time in which at least one wing was asked, in milliseconds. */
  get waitedMs(): number {
    return this.waited;
  }
}
