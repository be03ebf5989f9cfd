/** A span of time, its end not included. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

const firstMs = 60_000;
const growth = 8;

/**
 * A span in pieces that grow by eight, from its end or from its beginning: who looks for a page of rows by time finds it in the first pieces
 * where rows are many, and looks at no more than a few where they are none.
 */
export function* windowsOf(
  { from, to }: TimeWindow,
  order: 'NEWEST_FIRST' | 'OLDEST_FIRST',
): Generator<TimeWindow> {
  const [start, end] = [from.getTime(), to.getTime()];
  let done = 0;
  for (let width = firstMs; start + done < end; width *= growth) {
    const next = Math.min(done + width, end - start);
    yield order === 'NEWEST_FIRST'
      ? { from: new Date(end - next), to: new Date(end - done) }
      : { from: new Date(start + done), to: new Date(start + next) };
    done = next;
  }
}
