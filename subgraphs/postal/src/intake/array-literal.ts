/** Values that hold no quote, backslash, comma, brace or blank, as an array literal of PostgreSQL. */
export function plainArray(values: readonly (string | number | boolean)[]): string {
  return `{${values.join(',')}}`;
}

/** Texts, whatever they hold, as an array literal of PostgreSQL. Source: its manual, section 8.15.6. */
export function textArray(texts: readonly (string | null)[]): string {
  return `{${texts.map(quoted).join(',')}}`;
}

function quoted(text: string | null): string {
  if (text === null) return 'NULL';
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
