import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anAgreement } from '@rotunda/gateway/agreements/an-agreement';
import { fixedAgreements } from '@rotunda/gateway/agreements/agreement-book';
import { buildSchema, getIntrospectionQuery } from 'graphql';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

const scopes = ['mail:read', 'mail:sender'];

describe.each(topologies)('what an agency’s agreement hides, wings %s', (topology) => {
  let gateway: TinyGateway;
  let token: string;
  beforeAll(async () => {
    gateway = await startTinyGateway(topology, {
      agreements: fixedAgreements([anAgreement({ scopes: new Set(scopes) })]),
    });
    token = await gateway.tokenWith([...scopes, 'clinic:read', 'watch:read']);
  });
  afterAll(() => gateway.close());

  const contractWith = async (authorization?: string) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    return (await fetch(`${gateway.url}/api.graphql`, { headers })).text();
  };

  test.each([
    ['a field', '{ tracks { number } }', '{ trucks { number } }', /tracks/g, 'trucks'],
    [
      'a field of a type in use',
      '{ region(fips: "1") { openAlerts } }',
      '{ region(fips: "1") { openFlerts } }',
      /openAlerts/g,
      'openFlerts',
    ],
    [
      'a type',
      '{ __typename ... on Patient { id } }',
      '{ __typename ... on Pacient { id } }',
      /Patient/g,
      'Pacient',
    ],
    [
      'a mutation',
      'mutation { recall(input: { parcelId: "1" }) { parcel { id } } }',
      'mutation { rekall(input: { parcelId: "1" }) { parcel { id } } }',
      /recall/g,
      'rekall',
    ],
  ])(
    '%s that it does not cover is refused in the words for what does not exist',
    async (_what, hidden, absent, name, other) => {
      const before = gateway.asked.length;

      const answers = await Promise.all([hidden, absent].map((query) => gateway.ask(query, { token })));

      expect(answers[0]?.text.replaceAll(name, other)).toBe(answers[1]?.text);
      expect(answers[0]).toMatchObject({
        status: answers[1]?.status,
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
      expect(answers[0]?.text).not.toMatch(/Did you mean/);
      expect(gateway.asked).toHaveLength(before);
    },
  );

  test('introspection shows exactly the contract that is served as text', async () => {
    const { data } = await gateway.ask(getIntrospectionQuery(), { token });
    const sdl = await contractWith(`Bearer ${token}`);

    const types = buildSchema(sdl).getTypeMap();
    const shown: { name: string; fields?: { name: string }[] }[] = Object(data).__schema.types;
    expect(shown.map(({ name }) => name).sort()).toEqual(Object.keys(types).sort());
    const fieldsOf = (name: string) => Object.keys(Object(types[name]).getFields?.() ?? {}).sort();
    for (const type of shown.filter(({ name, fields }) => fields && !name.startsWith('__')))
      expect(type.fields?.map(({ name }) => name).sort()).toEqual(fieldsOf(type.name));
    expect(sdl).not.toMatch(/tracks|Track\b|Patient|Diagnosis|openAlerts|recall/);
    expect(sdl).toMatch(/sender/);
  });

  test('what it covers is answered as ever', async () => {
    const { data, errors } = await gateway.ask(
      '{ parcels { id sender } region(fips: "11001") { trackCount beds } }',
      { token },
    );

    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      parcels: [{ sender: 'sender of p1' }, {}],
      region: { trackCount: 5, beds: 7 },
    });
  });

  test('a hidden type asked for by name is not there', async () => {
    const { data, errors } = await gateway.ask(
      '{ __type(name: "Patient") { name } known: __type(name: "Parcel") { name } }',
      { token },
    );

    expect({ data, errors }).toEqual({ data: { __type: null, known: { name: 'Parcel' } }, errors: [] });
  });

  test('the same text, asked by one to whom it is refused and by one from whom it is hidden, is checked apart', async () => {
    const query = '{ tracks { number } }';

    expect((await gateway.ask(query)).data).toEqual({ tracks: null });
    expect((await gateway.ask(query, { token })).status).toBe(400);
    expect((await gateway.ask(query)).data).toEqual({ tracks: null });
  });

  test('without a token the whole graph is published', async () => {
    expect(await contractWith()).toMatch(/type Patient/);
    expect(
      (await fetch(`${gateway.url}/api.graphql`, { headers: { authorization: 'Bearer x' } })).status,
    ).toBe(401);
  });
});

test('the agreement of the public may hide what it does not cover from everybody without a token', async () => {
  const gateway = await startTinyGateway('in process', {
    agreements: fixedAgreements([anAgreement({ agency: undefined })]),
  });

  const { status, errors } = await gateway.ask('{ tracks { number } }');
  const contract = await (await fetch(`${gateway.url}/api.graphql`)).text();

  expect({ status, message: errors[0]?.message }).toEqual({
    status: 400,
    message: 'Cannot query field "tracks" on type "Query".',
  });
  expect(contract).toMatch(/parcels/);
  expect(contract).not.toMatch(/tracks/);
  await gateway.close();
});
