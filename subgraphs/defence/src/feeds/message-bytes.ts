const decoder = new TextDecoder('utf-8');

/** A message as text; bytes are read as UTF-8, and what is not UTF-8 becomes the replacement character. */
export function messageText(message: string | Uint8Array): string {
  return typeof message === 'string' ? message : decoder.decode(message);
}

/** A message as bytes; text is read as base64, in which what is no base64 is skipped. */
export function messageBytes(message: string | Uint8Array): Uint8Array {
  return typeof message === 'string' ? Buffer.from(message, 'base64') : message;
}
