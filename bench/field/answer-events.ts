import type { ServerResponse } from 'node:http';
import { type ExecutionArgs, subscribe } from 'graphql';

/** Answers a subscription as server-sent events in the distinct connections mode, without anything besides. */
export async function answerEvents(operation: ExecutionArgs, response: ServerResponse): Promise<void> {
  const events = await subscribe(operation);
  if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events.errors));
  response.once('close', () => void events.return(undefined).catch(() => {}));
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  for await (const event of events) {
    if (response.destroyed) return;
    response.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`);
  }
  response.end('event: complete\ndata:\n\n');
}
