import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { follow, transports } from './follow.ts';

const ways = topologies
  .slice(0, 2)
  .flatMap((topology) =>
    transports.map((transport) => ({ topology, transport, name: `${transport}, wings ${topology}` })),
  );

const scanned = 'subscription ($after: Int) { parcelScanned(resumeFrom: $after) { id weightGrams labelOf } }';

describe.each(ways)('a subscription over $name', ({ topology, transport }) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { admit: admitEverybody });
  });
  afterEach(() => gateway.close());

  test('gives each event with what other wings add to it', async () => {
    const following = follow(transport, gateway.url, scanned);
    gateway.belt.scan('p1');
    gateway.belt.scan('p2');

    expect(await following.next()).toEqual({
      data: { parcelScanned: { id: 'p1', weightGrams: 90, labelOf: 'clinic' } },
    });
    expect(await following.next()).toEqual({
      data: { parcelScanned: { id: 'p2', weightGrams: 90, labelOf: 'clinic' } },
    });

    following.leave();
  });

  test('goes on after a break where the field offers a cursor', async () => {
    ['p1', 'p2', 'p3'].forEach(gateway.belt.scan);

    const following = follow(transport, gateway.url, scanned, { variables: { after: 2 } });

    expect(await following.next()).toMatchObject({ data: { parcelScanned: { id: 'p3' } } });
    following.leave();
  });

  test('never holds a field that the token does not cover, and no wing is asked for it', async () => {
    const query = 'subscription { parcelScanned { id sender } }';
    const following = follow(transport, gateway.url, query);
    gateway.belt.scan('p1');

    const event = await following.next();

    expect(event).toMatchObject({
      data: { parcelScanned: null },
      errors: [{ path: ['parcelScanned', 'sender'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
    expect(JSON.stringify(event)).not.toContain('sender of');
    expect(gateway.asked.every(({ document }) => !document.includes('sender'))).toBe(true);
    following.leave();
  });

  test('that the token does not cover at all is refused, and the wing never hears of it', async () => {
    const following = follow(transport, gateway.url, 'subscription { parcelRecalled { id } }');

    expect(await following.next()).toMatchObject({
      errors: [{ path: ['parcelRecalled'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
    expect(await following.next()).toBeUndefined();
    expect(gateway.seen).toEqual([]);
    following.leave();
  });

  test('with the scope it needs is answered', async () => {
    const token = await gateway.tokenWith(['mail:recall']);
    const following = follow(transport, gateway.url, 'subscription { parcelRecalled { id } }', { token });
    gateway.belt.scan('p7');

    expect(await following.next()).toEqual({ data: { parcelRecalled: { id: 'p7' } } });
    following.leave();
  });

  test('ends at its wing when the client goes away', async () => {
    const following = follow(transport, gateway.url, scanned);
    await gateway.belt.followedBy(1);

    following.leave();

    await gateway.belt.followedBy(0);
  });

  test('says that an event is incomplete when another wing is down, and goes on', async () => {
    await gateway.takeDown('clinic');
    const following = follow(transport, gateway.url, scanned);
    gateway.belt.scan('p1');
    gateway.belt.scan('p2');

    expect(await following.next()).toMatchObject({
      data: { parcelScanned: { id: 'p1', labelOf: null } },
      errors: [{ path: ['parcelScanned', 'labelOf'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    expect(await following.next()).toMatchObject({ data: { parcelScanned: { id: 'p2', labelOf: null } } });
    following.leave();
  });

  // Who accepts JSON as well, as clients of the multipart protocol do, gets an ordinary answer.
  if (transport !== 'multipart')
    test('that is no subscription is refused with where to send it', async () => {
      const following = follow(transport, gateway.url, '{ parcels { id } }');

      expect(await following.next()).toMatchObject({
        errors: [{ message: expect.stringContaining('POST'), extensions: { code: 'BAD_INPUT' } }],
      });
      following.leave();
    });

  test('that is not valid is refused as a query would be', async () => {
    const following = follow(transport, gateway.url, 'subscription { nothing }');

    expect(await following.next()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    following.leave();
  });
});

describe.each(ways)('twenty followers over $name', ({ topology, transport }) => {
  test('each get a hundred events, all of them right and in order', async () => {
    const gateway = await startTinyGateway(topology, {
      admit: admitEverybody,
      liveLimits: { waitingEvents: 1_000 },
    });
    const followers = Array.from({ length: 20 }, () => follow(transport, gateway.url, scanned));
    const ids = Array.from({ length: 100 }, (_value, index) => `p${index}`);
    ids.forEach(gateway.belt.scan);

    const seen = await Promise.all(
      followers.map(async ({ next }) => {
        const events = [];
        while (events.length < ids.length) events.push(await next());
        return events;
      }),
    );

    const right = ids.map((id) => ({ data: { parcelScanned: { id, weightGrams: 90, labelOf: 'clinic' } } }));
    expect(seen).toEqual(followers.map(() => right));
    followers.forEach(({ leave }) => leave());
    await gateway.close();
  });
});

describe.each(ways)('a gateway that closes', ({ topology, transport, name }) => {
  test(`says so over ${name}, and when to come back`, async () => {
    const gateway = await startTinyGateway(topology, { admit: admitEverybody });
    const following = follow(transport, gateway.url, scanned);
    await gateway.belt.followedBy(1);

    const closing = gateway.close();

    expect(await following.next()).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE', retryAfterSeconds: expect.any(Number) } }],
    });
    following.leave();
    await closing;
  });
});
