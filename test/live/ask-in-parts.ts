import { request as httpRequest } from 'node:http';

/** One part of an answer as a client reads it. */
export interface ReadPart {
  readonly data?: unknown;
  readonly errors?: readonly ReadError[];
  readonly incremental?: readonly {
    readonly path: readonly (string | number)[];
    readonly label?: string;
    readonly data: unknown;
    readonly errors?: readonly ReadError[];
  }[];
  readonly hasNext?: boolean;
}

interface ReadError {
  readonly message: string;
  readonly path?: unknown;
  readonly extensions: Record<string, unknown>;
}

interface PartsAsked {
  readonly variables?: Record<string, unknown>;
  readonly token?: string | undefined;
  readonly accept?: string;
  readonly extensions?: object;
}

export interface AskedInParts {
  readonly contentType: string;
  /** The parts as they come; a whole answer is the only one. */
  readonly parts: AsyncGenerator<ReadPart, void>;
  /** The client goes away. */
  leave(): void;
}

export const acceptParts = 'multipart/mixed;deferSpec=20220824,application/json';

/** Asks as Apollo's clients do; resolves when the answer begins. */
export function askInParts(
  url: string,
  query: string,
  { variables = {}, token, accept = acceptParts, extensions }: PartsAsked = {},
): Promise<AskedInParts> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    request.once('error', reject);
    request.once('response', (response) =>
      resolve({
        contentType: response.headers['content-type'] ?? '',
        parts: readParts(response),
        leave: () => void request.destroy(),
      }),
    );
    request.end(JSON.stringify({ query, variables, extensions }));
  });
}

async function* readParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<ReadPart, void> {
  let text = '';
  for await (const chunk of chunks) {
    text += String(chunk);
    const bodies = text.split('\r\n---');
    text = bodies.pop() ?? '';
    for (const body of bodies) if (body.trim() !== '') yield JSON.parse(body.split('\r\n\r\n')[1] ?? body);
  }
  if (text.trim() !== '' && text.trim() !== '--') yield JSON.parse(text);
}

/** What a client has when all parts are merged. */
export function mergeParts(parts: readonly ReadPart[]): unknown {
  const whole = structuredClone(parts[0]?.data);
  for (const { path, data } of parts.flatMap(({ incremental = [] }) => incremental)) {
    const place = path.reduce<unknown>((value, key) => Object(value)[key], whole);
    if (data !== null) mergeInto(Object(place), Object(data));
  }
  return whole;
}

function mergeInto(place: Record<string, unknown>, data: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(data)) {
    const known = place[key];
    if (typeof known === 'object' && known !== null && typeof value === 'object' && value !== null)
      mergeInto(Object(known), Object(value));
    else place[key] = value;
  }
}
