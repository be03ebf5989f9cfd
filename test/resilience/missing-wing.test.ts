import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tinyWingNames } from '../fixtures/tiny-wings/tiny-wings.ts';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

describe.each(topologies)('a wing that is down, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology);
  });
  afterEach(() => gateway.close());

  const query = '{ region(fips: "11001") { fips parcelCount trackCount beds } }';
  const fieldOf = { mail: 'parcelCount', watch: 'trackCount', clinic: 'beds' };
  const whole = { fips: '11001', parcelCount: 3, trackCount: 5, beds: 7 };

  test.each(tinyWingNames)('leaves the answers of the other two whole: %s', async (wing) => {
    expect((await gateway.ask(query)).data).toEqual({ region: whole });

    await gateway.takeDown(wing);
    const { status, data, errors } = await gateway.ask(query);

    expect(status).toBe(200);
    expect(data).toEqual({ region: { ...whole, [fieldOf[wing]]: null } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toEqual({
      path: ['region', fieldOf[wing]],
      message: `The ${wing} wing cannot be reached: this part of the answer is missing.`,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', wing },
    });
  });

  test('gives one error for each root field it owed, and names no address', async () => {
    await gateway.takeDown('watch');
    const token = await gateway.tokenWith(['watch:read']);

    const { data, errors, text } = await gateway.ask('{ a: tracks { number } unitName parcels { id } }', {
      token,
    });

    expect(data).toEqual({ a: null, unitName: null, parcels: [{ id: 'p1' }, { id: 'p2' }] });
    expect(errors.map(({ path }) => path)).toEqual([['a'], ['unitName']]);
    expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|10\.0\.0|:\d{4,5}/);
  });

  test('that owed an entity’s field that may not be null is named where the null ends', async () => {
    await gateway.takeDown('mail');

    const { data, errors } = await gateway.ask('{ lastSent { id labelOf weightGrams } }');

    expect(data).toEqual({ lastSent: null });
    expect(errors.map(({ path }) => path)).toEqual([['lastSent']]);
  });

  test('is written to the log with the cause and without the document', async () => {
    await gateway.takeDown('mail');
    await gateway.ask('query Q($fips: ID!) { region(fips: $fips) { parcelCount } }', {
      variables: { fips: '99999' },
    });

    expect(gateway.log).toMatchObject([{ level: 'warn', facts: { wing: 'mail' } }]);
    expect(JSON.stringify(gateway.log)).not.toMatch(/99999|parcelCount/);
  });
});
