import { afterEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import type { Agreement } from '@rotunda/gateway/agreements/agreement';
import { createAgreementBook } from '@rotunda/gateway/agreements/agreement-book';
import type { GatewayOptions } from '@rotunda/gateway/create-gateway';
import type { LiveLimits } from '@rotunda/gateway/live/live-limits';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { follow, transports } from './follow.ts';

const ways = topologies
  .slice(0, 2)
  .flatMap((topology) =>
    transports.map((transport) => ({ topology, transport, name: `${transport}, wings ${topology}` })),
  );

const recalled = 'subscription { parcelRecalled { id } }';
const oftenMs = 200;

let gateway: TinyGateway;
afterEach(() => gateway.close());

async function start(
  topology: (typeof topologies)[number],
  options: Partial<GatewayOptions>,
  limits: Partial<LiveLimits> = {},
): Promise<void> {
  gateway = await startTinyGateway(topology, { admit: admitEverybody, liveLimits: limits, ...options });
}

describe.each(ways)('a stream over $name', ({ topology, transport }) => {
  test('ends when the access token expires, without another event', async () => {
    let aheadMs = 0;
    const clock = { now: () => new Date(Date.now() + aheadMs) };
    await start(topology, { clock });
    const token = await gateway.tokenWith(['mail:recall']);
    const following = follow(transport, gateway.url, recalled, { token });
    gateway.belt.scan('p1');
    expect(await following.next()).toEqual({ data: { parcelRecalled: { id: 'p1' } } });

    aheadMs = 24 * 3_600_000;
    gateway.belt.scan('p2');

    expect(await following.next()).toMatchObject({
      errors: [{ message: expect.stringContaining('expired'), extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await following.next()).toBeUndefined();
    if (transport === 'WebSocket') expect(following.closeCode()).toBe(4403);
    await gateway.belt.followedBy(0);
  });

  test('ends when the access token expires, also while nothing happens', async () => {
    let aheadMs = 0;
    const clock = { now: () => new Date(Date.now() + aheadMs) };
    await start(topology, { clock }, { heartbeatMs: oftenMs });
    const token = await gateway.tokenWith(['mail:recall']);
    const following = follow(transport, gateway.url, recalled, { token });
    await gateway.belt.followedBy(1);

    aheadMs = 24 * 3_600_000;

    expect(await following.next()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await gateway.belt.followedBy(0);
  });

  test('ends when the agreement no longer gives what the viewer holds', async () => {
    let agreements = createAgreementBook([agreementWith(['mail:recall'])]);
    await start(topology, { agreements: { current: () => agreements } });
    const token = await gateway.tokenWith(['mail:recall']);
    const following = follow(transport, gateway.url, recalled, { token });
    gateway.belt.scan('p1');
    expect(await following.next()).toEqual({ data: { parcelRecalled: { id: 'p1' } } });

    agreements = createAgreementBook([agreementWith([])]);
    gateway.belt.scan('p2');

    expect(await following.next()).toMatchObject({
      errors: [{ message: expect.stringContaining('test-agreement'), extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await following.next()).toBeUndefined();
  });

  test('goes on when another version of the agreement gives the same', async () => {
    let agreements = createAgreementBook([agreementWith(['mail:recall'])]);
    await start(topology, { agreements: { current: () => agreements } });
    const token = await gateway.tokenWith(['mail:recall']);
    const following = follow(transport, gateway.url, recalled, { token });
    await gateway.belt.followedBy(1);

    agreements = createAgreementBook([agreementWith(['mail:recall', 'mail:read'])]);
    gateway.belt.scan('p2');

    expect(await following.next()).toEqual({ data: { parcelRecalled: { id: 'p2' } } });
    following.leave();
  });

  test('is refused where the caller has as many as it may', async () => {
    await start(topology, {}, { streamsPerSubject: 1 });
    const token = await gateway.tokenWith(['mail:recall']);
    const first = follow(transport, gateway.url, recalled, { token });
    await gateway.belt.followedBy(1);

    const second = follow(transport, gateway.url, recalled, { token });

    expect(await second.next()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY' } }] });
    first.leave();
    await gateway.belt.followedBy(0);
    const third = follow(transport, gateway.url, recalled, { token });
    gateway.belt.scan('p1');
    expect(await third.next()).toEqual({ data: { parcelRecalled: { id: 'p1' } } });
    third.leave();
  });
});

describe('a wing that goes away', () => {
  test.each(transports)('ends the stream over %s with which wing it was', async (transport) => {
    await start('over HTTP', {});
    const following = follow(transport, gateway.url, 'subscription { parcelScanned { id } }');
    await gateway.belt.followedBy(1);

    await gateway.takeDown('mail');

    expect(await following.next()).toMatchObject({
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', wing: 'mail' } }],
    });
    following.leave();
  });
});

function agreementWith(scopes: readonly string[]): Agreement {
  return {
    id: 'test-agreement',
    version: scopes.length,
    agency: 'TEST',
    scopes: new Set(scopes),
    purposes: new Set(),
    labels: [],
    budget: { requestsPerMinute: 1_000, costPerMinute: 1_000_000 },
    residency: [],
    documents: 'free',
    unlisted: 'refuse',
    validFrom: 0,
    validUntil: Infinity,
    contact: 'the tester',
  };
}
