import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

describe.each(topologies.slice(0, 2))('a fetch is shared, wings %s,', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { admit: admitEverybody });
  });
  afterEach(() => gateway.close());

  const askedOf = (wing: string) => gateway.asked.filter((asked) => asked.wing === wing);

  test('by two places of one request that ask a wing for the same', async () => {
    const query = 'query Twice { one: lastSent { id weightGrams } other: lastSent { id weightGrams } }';

    const { data } = await gateway.ask(query, { token: await gateway.tokenWith([]) });

    expect(data).toEqual({ one: { id: 'p2', weightGrams: 90 }, other: { id: 'p2', weightGrams: 90 } });
    expect(askedOf('mail')).toHaveLength(1);
  });

  test('by two places only where they ask for the same', async () => {
    const query = '{ one: lastSent { weightGrams } parcels { id } two: lastSent { labelOf } }';

    await gateway.ask(query, { token: await gateway.tokenWith([]) });

    const texts = gateway.asked.map(({ document }) => document);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('never by identified callers, though they are the same caller and ask at the same time', async () => {
    const token = await gateway.tokenWith([]);
    const asking = Array.from({ length: 5 }, () => gateway.ask('{ held }', { token }));
    while (askedOf('mail').length < 5) await new Promise((resolve) => setImmediate(resolve));
    gateway.hold.release();

    const answers = await Promise.all(asking);

    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ held: 'released' })));
    expect(askedOf('mail')).toHaveLength(5);
  });

  test('never by a caller with a token and one without', async () => {
    const token = await gateway.tokenWith([]);
    const asking = [gateway.ask('{ held }'), gateway.ask('{ held }', { token })];
    while (askedOf('mail').length < 2) await new Promise((resolve) => setImmediate(resolve));
    gateway.hold.release();

    await Promise.all(asking);

    expect(new Set(askedOf('mail').map(({ viewerToken }) => viewerToken)).size).toBe(2);
  });

  test('never by mutations, though nobody in particular sends them at the same time', async () => {
    const mutation = 'mutation { post(input: { parcelId: "p9" }) { parcel { id } } }';

    await Promise.all(Array.from({ length: 5 }, () => gateway.ask(mutation)));

    expect(askedOf('mail')).toHaveLength(5);
  });
});
