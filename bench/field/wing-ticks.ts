import { EventEmitter, on } from 'node:events';

export interface Tick {
  /** Epoch milliseconds, with fractions. */
  readonly at: number;
  readonly text: string;
}

const text = 'x'.repeat(100);
const clocks = new Map<number, EventEmitter>();

/** So many ticks a second until the signal aborts or the reader leaves; all who follow the same pace hear each tick at the same moment. */
export async function* ticksAt(perSecond: number, signal: AbortSignal | undefined): AsyncGenerator<Tick> {
  const clock = clocks.get(perSecond) ?? startClock(perSecond);
  clocks.set(perSecond, clock);
  try {
    for await (const [tick] of on(clock, 'tick', signal ? { signal } : {})) yield tick;
  } catch (cause) {
    if (!signal?.aborted) throw cause;
  }
}

function startClock(perSecond: number): EventEmitter {
  const clock = new EventEmitter().setMaxListeners(0);
  setInterval(() => {
    if (clock.listenerCount('tick') === 0) return;
    clock.emit('tick', { at: performance.timeOrigin + performance.now(), text } satisfies Tick);
  }, 1000 / perSecond).unref();
  return clock;
}
