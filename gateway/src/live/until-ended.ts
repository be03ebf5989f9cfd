/**
 * The events of a source until it ends or the signal aborts, whichever comes first, also while it keeps silent. Leaving the loop tells the
 * source that nobody reads any more; whether it takes the hint is not waited for.
 */
export async function* untilEnded<Event>(
  source: AsyncIterable<Event>,
  signal: AbortSignal,
): AsyncGenerator<Event, void> {
  const iterator = source[Symbol.asyncIterator]();
  let wake = () => {};
  const stopWaiting = () => wake();
  signal.addEventListener('abort', stopWaiting, { once: true });
  try {
    while (!signal.aborted) {
      // A race with one promise for the whole stream would hold on to every event.
      const next = await new Promise<IteratorResult<Event> | undefined>((resolve, reject) => {
        wake = () => resolve(undefined);
        iterator.next().then(resolve, reject);
      });
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stopWaiting);
    // A source that is gone already may refuse to be told so.
    iterator.return?.(undefined).catch(() => {});
  }
}
