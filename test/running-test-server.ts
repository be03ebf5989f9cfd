/** What the end of a test run must stop; set by its start. */
export const runningTestServer: { stop: (() => Promise<void>) | undefined } = { stop: undefined };
