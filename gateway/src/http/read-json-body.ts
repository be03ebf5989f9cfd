import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { refuseDeepJson } from './refuse-deep-json.ts';
import { RequestRefused } from './request-refused.ts';

/** The JSON of a POST in UTF-8. Refuses another media type or charset (415), a compressed or too large body (415, 413) and bad JSON (400). */
export function readJsonBody(request: IncomingMessage, maximumBytes: number): Promise<unknown> {
  refuseOtherMediaTypes(request);
  const announced = Number(request.headers['content-length'] ?? Number.NaN);
  if (announced > maximumBytes) throw tooLarge(maximumBytes);

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let isRead = false;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maximumBytes) return reject(tooLarge(maximumBytes));
      chunks.push(chunk);
      // Nothing comes behind the last byte that was announced; the stream says so some turns later.
      if (bytes !== announced) return;
      isRead = true;
      settle(chunks, resolve, reject);
    });
    request.on('end', () => {
      if (isRead) return;
      isRead = true;
      settle(chunks, resolve, reject);
    });
    request.on('close', () => {
      if (!isRead) reject(new Error('The client went away.'));
    });
  });
}

function settle(
  [only = nothing, ...others]: readonly Buffer[],
  resolve: (value: unknown) => void,
  reject: (cause: unknown) => void,
): void {
  try {
    resolve(parseJson(others.length === 0 ? only : Buffer.concat([only, ...others])));
  } catch (cause) {
    reject(cause);
  }
}

function tooLarge(maximumBytes: number): RequestRefused {
  return new RequestRefused(413, `A request body may have ${maximumBytes} bytes.`);
}

function notJson(): RequestRefused {
  return new RequestRefused(400, 'The request body is not JSON in UTF-8.');
}

const byteOrderMark = 0xfeff;
const nothing = Buffer.alloc(0);

function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw notJson();
  const decoded = body.toString();
  const text = decoded.charCodeAt(0) === byteOrderMark ? decoded.slice(1) : decoded;
  refuseDeepJson(text);
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function refuseOtherMediaTypes({ headers }: IncomingMessage): void {
  if (headers['content-type'] === 'application/json' && headers['content-encoding'] === undefined) return;
  const [mediaType = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (mediaType.trim() !== 'application/json' || !isUtf8) {
    throw new RequestRefused(415, 'Send the request as application/json in UTF-8.');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new RequestRefused(415, 'Send the request uncompressed.');
  }
}
