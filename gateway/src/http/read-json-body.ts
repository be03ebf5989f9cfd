import type { IncomingMessage } from 'node:http';
import { refuseDeepJson } from './refuse-deep-json.ts';
import { RequestRefused } from './request-refused.ts';

/** The JSON of a POST in UTF-8. Refuses another media type or charset (415), a compressed or too large body (415, 413) and bad JSON (400). */
export async function readJsonBody(request: IncomingMessage, maximumBytes: number): Promise<unknown> {
  refuseOtherMediaTypes(request);
  const tooLarge = () => new RequestRefused(413, `A request body may have ${maximumBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) throw tooLarge();

  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maximumBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return parseJson(Buffer.concat(chunks));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(body: Buffer): unknown {
  const notJson = () => new RequestRefused(400, 'The request body is not JSON in UTF-8.');
  const text = decodeOr(notJson, body);
  refuseDeepJson(text);
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function decodeOr(refusal: () => RequestRefused, body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw refusal();
  }
}

function refuseOtherMediaTypes({ headers }: IncomingMessage): void {
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
