/** A JSON number whose written form says more than its value (1.10, 1e3, 17 digits): kept as text, so that nothing is lost. */
export class WrittenNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The digits of a number as its source wrote them; undefined for anything else. */
export function writtenDigits(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return value instanceof WrittenNumber ? value.text : undefined;
}
