import { readFileSync } from 'node:fs';
import { type ServerResponse, createServer } from 'node:http';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { type DocumentNode, type ExecutionArgs, execute, parse } from 'graphql';
import { answerEvents } from './answer-events.ts';
import { listenAnywhere } from './listen-anywhere.ts';
import { type BenchWingName, benchWingNames, createBenchWing } from './bench-wings.ts';
import { openViewer } from './open-viewer.ts';

/** A wing with two doors: the house's own listener, and plain GraphQL over HTTP for other gateways, as lean as it can be. */
const name = benchWingNames.find((known): known is BenchWingName => known === process.argv[2]);
const keysFile = process.argv[3];
if (!name || keysFile === undefined) throw new Error('Give the name of a wing and the file of viewer keys.');

const wing = createBenchWing(name);
const verifier = createViewerTokenVerifier(JSON.parse(readFileSync(keysFile, 'utf8')), name, systemClock);
const executor = createSubgraphExecutor(wing, verifier, (fault) => console.error(fault));
const own = await serveSubgraph(executor, { port: 0, host: '127.0.0.1' });

const documents = new Map<string, DocumentNode>();
const contextValue = wing.requestFor(openViewer, {
  requestId: 'plain',
  languages: undefined,
  deadlineAt: undefined,
  signal: undefined,
});

function documentOf(text: string): DocumentNode {
  const known = documents.get(text);
  if (known) return known;
  const document = parse(text);
  documents.set(text, document);
  return document;
}

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

function operationOf({ query, variables, operationName }: Asked): ExecutionArgs {
  const document = documentOf(query);
  return { schema: wing.schema, document, contextValue, variableValues: variables, operationName };
}

/** Some gateways ask for subscriptions by GET. */
function askedInAddress(address: string): Asked {
  const { searchParams } = new URL(address, 'http://wing');
  const variables = JSON.parse(searchParams.get('variables') ?? '{}');
  return { query: searchParams.get('query') ?? '', variables };
}

async function answerPlain(asked: Asked, response: ServerResponse): Promise<void> {
  const body = JSON.stringify(await execute(operationOf(asked)));
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, headers).end(body);
}

const plain = createServer((request, response) => {
  const isStream = request.headers.accept?.startsWith('text/event-stream') === true;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const asked: Asked =
      chunks.length === 0 ? askedInAddress(request.url ?? '') : JSON.parse(Buffer.concat(chunks).toString());
    const answering = isStream ? answerEvents(operationOf(asked), response) : answerPlain(asked, response);
    answering.catch((cause: unknown) => response.writeHead(500).end(String(cause)));
  });
});
process.send?.({ url: await listenAnywhere(plain), ownUrl: own.url });
