/** Cuts a stream of bytes into lines of UTF-8 text, one call per line. Throws on a line longer than the limit. */
export function createLineSplitter(
  maximumBytes: number,
  onLine: (line: string) => void,
): (chunk: Buffer) => void {
  let pending: Buffer[] = [];
  let pendingBytes = 0;

  function keep(part: Buffer): void {
    pendingBytes += part.length;
    if (pendingBytes > maximumBytes) throw new Error(`A line is longer than ${maximumBytes} bytes.`);
    pending.push(part);
  }

  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      const line = pending.length === 1 ? pending[0] : Buffer.concat(pending);
      pending = [];
      pendingBytes = 0;
      start = end + 1;
      if (line && line.length > 0) onLine(line.toString());
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  };
}
