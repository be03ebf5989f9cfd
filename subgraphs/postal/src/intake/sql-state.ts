const whereTheDriverSaysIt = ['meta', 'driverAdapterError', 'cause', 'originalCode'];

/** Whether a statement failed by a row of it: a data exception (SQLSTATE class 22) or a broken constraint (class 23). All else concerns the whole statement. */
export function isOneRowsFault(cause: unknown): boolean {
  const sqlState = whereTheDriverSaysIt.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    cause,
  );
  return typeof sqlState === 'string' && /^2[23]/.test(sqlState);
}
