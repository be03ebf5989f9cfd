/** Cuts a stream of bytes into lines of UTF-8 text, one call per line. Throws on a line longer than the limit. */
export function createLineSplitter(
  maximumBytes: number,
  onLine: (line: string) => void,
): (chunk: Buffer) => void {
  let pending: Buffer[] = [];
  let pendingBytes = 0;

  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      if (pendingBytes + end - start > maximumBytes) throw tooLong(maximumBytes);
      const line =
        pending.length === 0
          ? chunk.toString('utf8', start, end)
          : Buffer.concat([...pending, chunk.subarray(start, end)]).toString();
      pending = [];
      pendingBytes = 0;
      start = end + 1;
      if (line !== '') onLine(line);
    }
    if (start === chunk.length) return;
    pendingBytes += chunk.length - start;
    if (pendingBytes > maximumBytes) throw tooLong(maximumBytes);
    pending.push(chunk.subarray(start));
  };
}

const lineFeed = 10;

function tooLong(maximumBytes: number): Error {
  return new Error(`A line is longer than ${maximumBytes} bytes.`);
}
