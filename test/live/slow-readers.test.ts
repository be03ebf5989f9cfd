import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { WebSocket } from 'ws';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

const query = 'subscription { parcelScanned { id } }';
const eventCount = 600;
/** Large enough that the buffers of the operating system hold a small part of all events only. */
const idOf = (index: number) => `${index} ${'x'.repeat(50_000)}`;

describe.each(topologies.slice(0, 2))('a reader that stops reading, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { admit: admitEverybody, liveLimits: { waitingEvents: 8 } });
  });
  afterEach(() => gateway.close());

  test('gets the newest events when it reads again, and is told how many gave way', async () => {
    const request = httpRequest(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    request.end(JSON.stringify({ query }));
    const [response] = await once(request, 'response');
    response.pause();
    await gateway.belt.followedBy(1);

    Array.from({ length: eventCount }, (_value, index) => gateway.belt.scan(idOf(index)));
    await gateway.belt.isTaken();
    const seen: { index: number; coalesced: number }[] = [];
    let text = '';
    for await (const chunk of response) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      seen.push(...messages.flatMap(readMessage));
      if (seen.at(-1)?.index === eventCount - 1) break;
    }

    const coalesced = seen.reduce((sum, event) => sum + event.coalesced, 0);
    expect(coalesced).toBeGreaterThan(0);
    expect(seen.length + coalesced).toBe(eventCount);
    expect(seen.map(({ index }) => index)).toEqual(
      [...seen].sort((one, other) => one.index - other.index).map(({ index }) => index),
    );
    request.destroy();
  });
});

describe.each(topologies.slice(0, 2))('a reader that is far behind, wings %s', (topology) => {
  test('is let go, and the wing with it', async () => {
    const liveLimits = { waitingEvents: 4, coalescedEvents: 10 };
    const gateway = await startTinyGateway(topology, { admit: admitEverybody, liveLimits });
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }));
    await gateway.belt.followedBy(1);
    socket.pause();

    Array.from({ length: eventCount }, (_value, index) => gateway.belt.scan(idOf(index)));

    await gateway.belt.followedBy(0);
    socket.terminate();
    await gateway.close();
  });
});

function readMessage(message: string): readonly { index: number; coalesced: number }[] {
  const [event, data = ''] = message.split('\ndata: ');
  if (event !== 'event: next') return [];
  const { data: given, extensions } = JSON.parse(data);
  return [{ index: Number.parseInt(given.parcelScanned.id, 10), coalesced: extensions?.coalesced ?? 0 }];
}
