/** Thrown for a record that could not be made durable; the log has reported why. */
export class LogUnavailable extends Error {
  constructor(cause?: unknown) {
    super('The audit log cannot be written.', { cause });
    this.name = 'LogUnavailable';
  }
}
