import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

describe.each(topologies)('what a viewer may not see, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeAll(async () => {
    gateway = await startTinyGateway(topology);
  });
  afterAll(() => gateway.close());
  beforeEach(() => {
    gateway.asked.length = 0;
  });
  const wingsAsked = () => gateway.asked.map(({ wing }) => wing).sort();

  test('a wing of which every field is denied is never asked', async () => {
    const { status, data, errors } = await gateway.ask('{ parcels { id } tracks { number } }');

    expect(status).toBe(200);
    expect(data).toEqual({ parcels: [{ id: 'p1' }, { id: 'p2' }], tracks: null });
    expect(wingsAsked()).toEqual(['mail']);
    expect(errors).toEqual([
      {
        message: 'This field needs an access token with watch:read.',
        path: ['tracks'],
        extensions: {
          code: 'UNAUTHORIZED_FIELD_OR_TYPE',
          missing: { authentication: true, scopes: [['watch:read']] },
        },
      },
    ]);
  });

  test('a denied field keeps its place as null beside its allowed siblings', async () => {
    const { data, errors } = await gateway.ask(
      '{ region(fips: "11001") { fips trackCount openAlerts beds parcelCount } }',
    );

    expect(data).toEqual({
      region: { fips: '11001', trackCount: 5, openAlerts: null, beds: 7, parcelCount: 3 },
    });
    expect(errors.map(({ path }) => path)).toEqual([['region', 'openAlerts']]);
    expect(gateway.asked.map(({ document }) => document).join()).not.toContain('openAlerts');
  });

  test('a token with the scope sees the field', async () => {
    const token = await gateway.tokenWith(['watch:read']);

    const { data, errors } = await gateway.ask('{ tracks { number raw } }', { token });

    expect(data).toEqual({
      tracks: [
        { number: 'T1', raw: null },
        { number: 'T2', raw: null },
      ],
    });
    expect(errors).toMatchObject([
      {
        path: ['tracks', '@', 'raw'],
        extensions: { missing: { authentication: false, scopes: [['watch:raw']] } },
      },
    ]);
  });

  test('one alternative of scopes must be held whole; what is held already is not called missing', async () => {
    const token = await gateway.tokenWith(['mail:read']);

    const { data, errors } = await gateway.ask('{ parcels { id sender } }', { token });

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { missing: { scopes: [['mail:sender'], ['mail:all']] } } }]);
    const full = await gateway.tokenWith(['mail:read', 'mail:sender']);
    expect((await gateway.ask('{ parcels { sender } }', { token: full })).data).toEqual({
      parcels: [{ sender: 'sender of p1' }, { sender: 'sender of p2' }],
    });
  });

  test('a denied field that may not be null makes its parent null, and is the only error', async () => {
    const { data, errors } = await gateway.ask('{ lastSent { id sender } }');

    expect(data).toEqual({ lastSent: null });
    expect(errors.map(({ path }) => path)).toEqual([['lastSent', 'sender']]);
  });

  test('a type that asks for a scope denies every field that returns it', async () => {
    const { data, errors } = await gateway.ask('{ patient(id: "1") { __typename id name } }');

    expect(data).toEqual({ patient: null });
    expect(errors).toMatchObject([
      { path: ['patient'], extensions: { missing: { scopes: [['clinic:read']] } } },
    ]);
    expect(wingsAsked()).toEqual([]);
  });

  test('an alias, a fragment or an interface does not lead round a denial', async () => {
    const { data, errors, text } = await gateway.ask(`
      query { t: tracks { n: number } findings { __typename ...F ... on Statistic { count } } }
      fragment F on Finding { ... on Diagnosis { text } }
    `);

    expect(data).toEqual({
      t: null,
      findings: [{ __typename: 'Statistic', count: 4 }, null],
    });
    expect(errors.map(({ path }) => path)).toEqual([['t'], ['findings', '@', 'text']]);
    expect(text).not.toContain('U07.1');
    expect(gateway.asked.map(({ document }) => document).join()).not.toContain('text');
  });

  test('variables that only a denied field used are not sent, and not missed', async () => {
    const { data, errors } = await gateway.ask(
      'query Q($id: ID!, $fips: ID!) { patient(id: $id) { id } region(fips: $fips) { beds } }',
      { variables: { id: '1', fips: '11001' } },
    );

    expect(data).toEqual({ patient: null, region: { beds: 7 } });
    expect(errors).toHaveLength(1);
    expect(gateway.asked.map(({ variables }) => ({ ...variables }))).toEqual([{ fips: '11001' }]);
  });

  test('a denied field that was skipped is no error', async () => {
    const query = 'query Q($with: Boolean = false) { parcels { id } tracks @include(if: $with) { number } }';

    expect((await gateway.ask(query)).errors).toEqual([]);
    expect((await gateway.ask(query, { variables: { with: true } })).errors).toHaveLength(1);
  });

  test('a mutation with one denied field does nothing at all', async () => {
    const { data, errors } = await gateway.ask(
      'mutation { recall(input: { parcelId: "p1" }) { parcel { id } } post(input: { parcelId: "p1" }) { parcel { id } } }',
    );

    expect(data).toBeNull();
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['recall'], 'UNAUTHORIZED_FIELD_OR_TYPE'],
      [['post'], 'MUTATION_NOT_RUN'],
    ]);
    expect(wingsAsked()).toEqual([]);
  });

  test('the same text is prepared apart for viewers who may see different things', async () => {
    const token = await gateway.tokenWith(['watch:read']);
    const query = '{ tracks { number } }';

    expect((await gateway.ask(query)).data).toEqual({ tracks: null });
    expect((await gateway.ask(query, { token })).data).toEqual({
      tracks: [{ number: 'T1' }, { number: 'T2' }],
    });
    expect((await gateway.ask(query)).data).toEqual({ tracks: null });
  });

  test('a named policy is decided by the wing that knows it', async () => {
    const stranger = await gateway.tokenWith([]);
    const owner = await gateway.tokenWith([], { attributes: { owner: 'yes' } });

    expect((await gateway.ask('{ owned }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
    ]);
    expect((await gateway.ask('{ owned }', { token: stranger })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await gateway.ask('{ owned }', { token: owner })).data).toEqual({ owned: 'yours' });
  });
});
