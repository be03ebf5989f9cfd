/** A wing was not asked, to spare it; not before so long does it make sense to try again. */
export class WingSpared extends Error {
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.name = 'WingSpared';
    this.retryAfterMs = retryAfterMs;
  }

  /** Whole seconds, one at least, as clients are told them. */
  get retryAfterSeconds(): number {
    return Math.max(Math.ceil(this.retryAfterMs / 1_000), 1);
  }
}
