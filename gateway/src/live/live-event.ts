import type { Answer } from '../execution/answer.ts';

/** One event as all who share a stream get it; its text is made once, when somebody first needs it. */
export class LiveEvent implements Answer {
  readonly data: NonNullable<Answer['data']> | null;
  readonly errors?: NonNullable<Answer['errors']>;
  readonly extensions?: NonNullable<Answer['extensions']>;
  /** Goes on after this event, given back in `Last-Event-ID`. */
  readonly cursor: string | undefined;
  private made: string | undefined;

  constructor({ data, errors, extensions }: Answer, cursor?: string) {
    this.data = data ?? null;
    if (errors) this.errors = errors;
    if (extensions) this.extensions = extensions;
    this.cursor = cursor;
  }

  /** The event as JSON. */
  get text(): string {
    const { data, errors, extensions } = this;
    this.made ??= JSON.stringify({ data, errors, extensions });
    return this.made;
  }

  /** The same for a reader before whom so many events gave way. */
  after(coalesced: number): LiveEvent {
    if (coalesced === 0) return this;
    return new LiveEvent({ ...this, extensions: { ...this.extensions, coalesced } }, this.cursor);
  }
}
