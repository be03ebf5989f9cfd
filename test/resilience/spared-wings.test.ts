import { afterEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import type { GatewayLimits } from '@rotunda/gateway/gateway-limits';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

describe.each(topologies)('a wing that is spared, %s', (topology) => {
  let gateway: TinyGateway;
  afterEach(() => gateway.close());

  const start = async (limits: Partial<GatewayLimits>) => {
    gateway = await startTinyGateway(topology, { admit: admitEverybody, limits });
  };
  const spared = (path: string, retryAfterSeconds: number) => ({
    message: expect.stringContaining('Ask again in'),
    path: [path],
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryAfterSeconds },
  });

  test('because it has all that it may have is to be asked again in a second', async () => {
    await start({ wingConcurrency: 1 });
    const held = gateway.ask('{ held }');
    await gateway.hold.reached;

    const { status, data, errors, headers } = await gateway.ask('{ parcelsOn }');

    expect({ status, data }).toEqual({ status: 200, data: { parcelsOn: null } });
    expect(errors).toMatchObject([spared('parcelsOn', 1)]);
    expect(headers.get('retry-after')).toBe('1');
    gateway.hold.release();
    expect((await held).data).toEqual({ held: 'released' });
  });

  test('because it fails is to be asked again when it is tried again', async () => {
    await start({ wingFailures: 1, wingRestMs: 30_000 });
    await gateway.takeDown('clinic');
    const first = await gateway.ask('{ lastSent { id } }');

    const { data, errors, headers } = await gateway.ask('{ lastSent { id } }');

    expect(first.headers.has('retry-after')).toBe(false);
    expect(data).toEqual({ lastSent: null });
    const seconds = Number(errors[0]?.extensions['retryAfterSeconds']);
    expect(errors).toMatchObject([spared('lastSent', seconds)]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(headers.get('retry-after')).toBe(String(seconds));
  });

  test('sends nobody away who got something', async () => {
    await start({ wingFailures: 1, wingRestMs: 30_000 });
    await gateway.takeDown('clinic');
    await gateway.ask('{ lastSent { id } }');

    const { data, errors, headers } = await gateway.ask('{ lastSent { id } parcelsOn }');

    expect(data).toEqual({ lastSent: null, parcelsOn: 2 });
    expect(errors).toMatchObject([{ extensions: { retryAfterSeconds: expect.any(Number) } }]);
    expect(headers.has('retry-after')).toBe(false);
  });
});
