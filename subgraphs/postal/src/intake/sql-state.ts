const whereTheDriverSaysIt = ['meta', 'driverAdapterError', 'cause', 'originalCode'];

/**
 * Whether a failed statement of many rows may succeed for most of them when tried in parts: it failed by one row, with a data exception
 * (SQLSTATE class 22) or a broken constraint (class 23), or it gave way to another statement (class 40: deadlock, serialisation).
 */
export function isCuredBySplitting(cause: unknown): boolean {
  const sqlState = whereTheDriverSaysIt.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    cause,
  );
  return typeof sqlState === 'string' && /^(22|23|40)/.test(sqlState);
}
