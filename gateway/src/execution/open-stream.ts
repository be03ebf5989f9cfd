import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { Pool } from 'undici';
import { createLineSplitter } from '@rotunda/platform/split-lines';
import { problemOf } from './send-batch.ts';
import { readSubgraphResult } from './subgraph-result.ts';

const eventBytes = 4 * 1024 * 1024;

/** The events of one subscription of a wing. Reading slowly makes the wing wait; leaving the loop ends the subscription there. */
export async function openStream(
  pool: Pool,
  body: string,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<SubgraphResult>> {
  const response = await pool.request({
    path: '/stream',
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body,
    bodyTimeout: 0,
    headersTimeout: 0,
    ...(signal ? { signal } : {}),
  });
  const problem = problemOf(response.statusCode, response.headers);
  if (problem !== undefined) {
    await response.body.dump();
    throw new Error(problem);
  }
  return readEvents(response.body);
}

async function* readEvents(body: AsyncIterable<Buffer>): AsyncGenerator<SubgraphResult> {
  const arrived: SubgraphResult[] = [];
  const readChunk = createLineSplitter(eventBytes, (line) =>
    arrived.push(readSubgraphResult(JSON.parse(line))),
  );
  for await (const chunk of body) {
    readChunk(chunk);
    yield* arrived.splice(0);
  }
}
