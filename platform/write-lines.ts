import type { ServerResponse } from 'node:http';

/** Writes lines as they come, those of one turn of the event loop at once; all in one answer of known length where all come in the first turn. */
export interface LineWriter {
  write(line: string): void;
  end(): void;
}

/** A writer of NDJSON lines to a response of which nothing was sent yet. */
export function createLineWriter(response: ServerResponse): LineWriter {
  let pending = '';
  let isScheduled = false;
  let isEnded = false;
  const flush = () => {
    isScheduled = false;
    if (isEnded || response.destroyed) return;
    begin();
    response.write(pending);
    pending = '';
  };
  const begin = (length?: number) => {
    if (response.headersSent) return;
    response.writeHead(200, {
      'content-type': 'application/x-ndjson',
      ...(length === undefined ? {} : { 'content-length': length }),
    });
  };
  return {
    write(line) {
      pending += line;
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(flush);
    },
    end() {
      isEnded = true;
      begin(Buffer.byteLength(pending));
      response.end(pending);
    },
  };
}
