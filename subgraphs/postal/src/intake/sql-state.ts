/**
 * Whether a failed statement of many rows may succeed for most of them when tried in parts: it failed by one row, with a data exception
 * (SQLSTATE class 22) or a broken constraint (class 23), or it gave way to another statement (class 40: deadlock, serialisation).
 */
export function isCuredBySplitting(cause: unknown): boolean {
  const sqlState = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof sqlState === 'string' && /^(22|23|40)[0-9A-Z]{3}$/.test(sqlState);
}
