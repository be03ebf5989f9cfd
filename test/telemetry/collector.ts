import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector gets it; see the OpenTelemetry protocol, JSON over HTTP. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code?: number };
}

export interface Collector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** All that arrived, as it was sent. */
  readonly texts: readonly string[];
  close(): Promise<void>;
}

/** A collector of traces on a free loopback port. Keeps what it gets. */
export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const texts: string[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      if (request.url === '/v1/traces') {
        texts.push(text);
        spans.push(...spansOf(text));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    texts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

interface SentAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function spansOf(text: string): readonly CollectedSpan[] {
  const { resourceSpans } = JSON.parse(text);
  return resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: object[] }[] }) =>
    scopeSpans.flatMap((scope) => scope.spans.map(readSpan)),
  );
}

function readSpan(span: object): CollectedSpan {
  const { attributes, ...rest } = span as Omit<CollectedSpan, 'attributes'> & { attributes: SentAttribute[] };
  const pairs = attributes.map(({ key, value }) => [key, Object.values(value)[0]] as const);
  return { ...rest, attributes: Object.fromEntries(pairs) };
}
