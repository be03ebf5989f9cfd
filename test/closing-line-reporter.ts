import { writeSync } from 'node:fs';

interface RunResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Test files that could not even start. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Ends a run with one line for machines; a file that could not start counts as one failure. */
export default class ClosingLineReporter {
  onRunComplete(_contexts: unknown, results: RunResults): void {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // Jest prints its own summary after the reporters, so the last line can only be written as the process ends.
    process.once('exit', () => writeSync(1, `${line}\n`));
  }
}
