import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { type DocumentNode, execute, parse } from 'graphql';
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

async function answerPlain(text: string): Promise<string> {
  const { query, variables, operationName } = JSON.parse(text);
  const document = documentOf(query);
  const result = await execute({
    schema: wing.schema,
    document,
    contextValue,
    variableValues: variables,
    operationName,
  });
  return JSON.stringify(result);
}

const plain = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answerPlain(Buffer.concat(chunks).toString()).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          })
          .end(body),
      (cause: unknown) => response.writeHead(500).end(String(cause)),
    );
  });
});
process.send?.({ url: await listenAnywhere(plain), ownUrl: own.url });
