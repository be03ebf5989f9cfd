const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a UUID as this wing writes them: anything else cannot be the id of a row, and the database would call it a fault. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
