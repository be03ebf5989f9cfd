/** Whether a thrown value carries one of these codes of the system or the database, e.g. `ENOENT`, `23505`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  // Not `instanceof Error`: Node's own errors are of another realm inside Jest.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}
