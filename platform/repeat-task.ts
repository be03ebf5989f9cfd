/**
 * Runs a task, and again `everyMs` after each run has ended, until closed. A run that fails is told and does not keep the next from
 * coming; `close` waits for the run under way.
 */
export function repeatTask(
  task: () => void | Promise<void>,
  everyMs: number,
  reportFault: (cause: unknown) => void,
): { close(): Promise<void> } {
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(run, everyMs).unref();

  function run(): void {
    running = Promise.resolve().then(task).catch(reportFault).then(scheduleNext);
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
