/**
 * Runs a task again and again, the next time `everyMs` after the last has ended. A run that fails is reported and does not keep the next
 * from coming. `close` ends when the run under way has.
 */
export function repeatTask(
  task: () => Promise<void>,
  everyMs: number,
  reportFault: (cause: unknown) => void,
): { close(): Promise<void> } {
  let closed = false;
  let running = Promise.resolve();
  let timer = setTimeout(run, everyMs).unref();

  function run(): void {
    running = task().catch(reportFault).then(scheduleNext);
  }

  function scheduleNext(): void {
    if (!closed) timer = setTimeout(run, everyMs).unref();
  }

  return {
    close() {
      closed = true;
      clearTimeout(timer);
      return running;
    },
  };
}
