import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type LiveLimits, defaultLiveLimits } from '@rotunda/gateway/live/live-limits';
import { WebSocket } from 'ws';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
afterEach(() => gateway.close());

async function open(socketLimits: Partial<LiveLimits['socket']> = {}): Promise<WebSocket> {
  const socket = { ...defaultLiveLimits.socket, ...socketLimits };
  gateway = await startTinyGateway('in process', { admit: admitEverybody, liveLimits: { socket } });
  const client = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(client, 'open');
  return client;
}

async function closeCodeOf(client: WebSocket): Promise<number> {
  const [code] = await once(client, 'close');
  return code;
}

const subscribe = (id: string) =>
  JSON.stringify({ type: 'subscribe', id, payload: { query: 'subscription { parcelScanned { id } }' } });

describe('a socket', () => {
  test('that is never initialised is closed', async () => {
    const client = await open({ initTimeoutMs: 20 });

    expect(await closeCodeOf(client)).toBe(4408);
  });

  test('that subscribes before it is initialised is closed', async () => {
    const client = await open();

    client.send(subscribe('1'));

    expect(await closeCodeOf(client)).toBe(4401);
  });

  test('with a message that is too large is closed', async () => {
    const client = await open({ messageBytes: 1_000 });

    client.send('x'.repeat(1_001));

    expect(await closeCodeOf(client)).toBe(1009);
  });

  test.each([
    ['messages', (client: WebSocket) => client.send('{"type":"ping"}')],
    ['pings', (client: WebSocket) => client.ping()],
  ])('that floods with %s is closed', async (_kind, send) => {
    const client = await open({ messagesPerTenSeconds: 50 });
    client.on('error', () => {});

    for (let sent = 0; sent < 60; sent += 1) send(client);

    expect([4429, 1006]).toContain(await closeCodeOf(client));
  });

  test('that holds no operation for long is closed', async () => {
    const client = await open({ idleMs: 20 });
    client.send('{"type":"connection_init"}');

    expect(await closeCodeOf(client)).toBe(4408);
  });

  test.each(['authorization', 'Authorization', 'dpop'])(
    'that names itself with %s, but not in text, is not taken for anybody',
    async (name) => {
      const client = await open();
      client.send(JSON.stringify({ type: 'connection_init', payload: { [name]: ['Bearer token'] } }));

      const [code, reason] = await once(client, 'close');

      expect(code).toBe(4403);
      expect(String(reason)).toBe(`Send ${name.toLowerCase()} of connection_init as a text.`);
    },
  );

  test('may hold so many operations and no more', async () => {
    const client = await open({ operations: 1 });
    client.send('{"type":"connection_init"}');
    await once(client, 'message');

    client.send(subscribe('1'));
    client.send(subscribe('2'));

    const [message] = await once(client, 'message');
    expect(JSON.parse(String(message))).toMatchObject({
      id: '2',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY' } }],
    });
    client.close();
  });

  test('of another protocol is not opened', async () => {
    await open();
    const other = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-ws');

    const [error] = await once(other, 'error');

    expect(String(error)).toContain('subprotocol');
  });

  test('at another address is refused', async () => {
    await open();
    const other = new WebSocket(`${gateway.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');

    const [error] = await once(other, 'error');

    expect(String(error)).toContain('404');
  });
});
