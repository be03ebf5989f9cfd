import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

describe.each(topologies)('an operation that takes too long, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { limits: { operationTimeoutMs: 1_500 } });
  });
  afterEach(() => gateway.close());

  test('is answered at its deadline, which the wings knew, with what the others had to say', async () => {
    const before = Date.now();

    const { status, data, errors } = await gateway.ask('{ held region(fips: "11001") { beds } }');

    expect(status).toBe(200);
    expect(data).toEqual({ held: null, region: { beds: 7 } });
    expect(errors).toMatchObject([
      {
        path: ['held'],
        message: expect.stringContaining('in time'),
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', wing: 'mail' },
      },
    ]);
    expect(gateway.seen.every(({ facts }) => (facts.deadlineAt ?? 0) > before)).toBe(true);
  });
});

describe.each(topologies)('a slow operation, wings %s', (topology) => {
  test('does not hold up others on the same wing', async () => {
    const gateway = await startTinyGateway(topology);
    const held = gateway.ask('{ held }');
    await gateway.hold.reached;

    const quick = await Promise.all(Array.from({ length: 20 }, () => gateway.ask('{ parcels { id } }')));

    expect(quick.every(({ errors }) => errors.length === 0)).toBe(true);
    gateway.hold.release();
    expect((await held).data).toEqual({ held: 'released' });
    await gateway.close();
  });
});

describe.each(topologies)('a client that goes away, wings %s', (topology) => {
  test('aborts what runs for it', async () => {
    const gateway = await startTinyGateway(topology);
    const client = new AbortController();
    const gone = gateway.ask('{ held }', { signal: client.signal }).catch((cause: unknown) => cause);
    await gateway.hold.reached;

    const signal = gateway.hold.signalSeen();
    const aborted = new Promise<void>((resolve) => {
      signal?.addEventListener('abort', () => resolve());
      if (signal?.aborted) resolve();
    });
    client.abort();

    await aborted;
    expect(await gone).toMatchObject({ name: 'AbortError' });
    await gateway.close();
  });
});
