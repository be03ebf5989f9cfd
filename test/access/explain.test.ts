import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { anAgreement } from '@rotunda/gateway/agreements/an-agreement';
import { fixedAgreements } from '@rotunda/gateway/agreements/agreement-book';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

interface Asked {
  readonly token?: string;
  readonly variables?: object;
  readonly headers?: Record<string, string>;
  readonly extensions?: object;
}

async function send(
  gateway: TinyGateway,
  query: string,
  { token, variables, headers, extensions }: Asked = {},
) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables, extensions }),
  });
  const text = await response.text();
  return { status: response.status, text, ...JSON.parse(text) };
}

describe.each(topologies)(
  'what an operation would do, and why its answer has nulls, wings %s',
  (topology) => {
    let gateway: TinyGateway;
    beforeAll(async () => {
      gateway = await startTinyGateway(topology);
    });
    afterAll(() => gateway.close());
    beforeEach(() => {
      gateway.asked.length = 0;
    });

    test('a preview tells the plan, the cost and what will be null, and asks no wing', async () => {
      const query =
        '{ region(fips: "11001") { parcelCount openAlerts } lastSent { weightGrams } patient(id: "1") { id } }';

      const { status, data, extensions } = await send(gateway, query, { headers: { 'x-preview': '1' } });

      expect(status).toBe(200);
      expect(data).toBeNull();
      expect(gateway.asked).toEqual([]);
      expect(extensions.preview.wings.sort()).toEqual(['clinic', 'mail']);
      expect(extensions.preview.sentences.join('\n')).toMatch(
        /Then ask mail for each object at lastSent: .*Parcel\.weightGrams/,
      );
      expect(extensions.preview.cost.estimated).toBeGreaterThan(0);
      expect(extensions.preview.budget.costPerMinute).toBeGreaterThan(0);
      expect(extensions.preview.nulls).toEqual([
        expect.objectContaining({ path: ['region', 'openAlerts'] }),
        expect.objectContaining({
          path: ['patient'],
          missing: { authentication: true, scopes: [['clinic:read']] },
        }),
      ]);
      expect(JSON.stringify(extensions.preview.plan)).not.toMatch(/openAlerts|patient|Patient/);
    });

    test('a preview by extension is the same, and what it foretells is what is then asked', async () => {
      const query = '{ region(fips: "11001") { parcelCount trackCount beds } }';
      const foretold = (await send(gateway, query, { extensions: { preview: true } })).extensions.preview
        .wings;
      expect(gateway.asked).toEqual([]);

      await send(gateway, query);

      expect([...new Set(gateway.asked.map(({ wing }) => wing))].sort()).toEqual(foretold.sort());
    });

    test('an operation that was answered before is previewed, not answered', async () => {
      const query = '{ parcels { id weightGrams } }';
      await send(gateway, query);
      await send(gateway, query);
      gateway.asked.length = 0;

      const previews = [
        await send(gateway, query, { headers: { 'x-preview': '1' } }),
        await send(gateway, query, { extensions: { preview: true } }),
      ];

      expect(previews.map(({ data, extensions }) => [data, extensions.preview.wings])).toEqual([
        [null, ['mail']],
        [null, ['mail']],
      ]);
      expect(gateway.asked).toEqual([]);
    });

    test('a preview of a mutation changes nothing', async () => {
      const query = 'mutation { post(input: { parcelId: "p1" }) { parcel { id } } }';

      const { extensions } = await send(gateway, query, { extensions: { preview: true } });

      expect(extensions.preview.sentences).toEqual([
        'Ask mail: Mutation.post, PostPayload.parcel, Parcel.id.',
      ]);
      expect(gateway.asked).toEqual([]);
    });

    test('each null has its cause: refused, refused by the wing, a fault, and a source without a value', async () => {
      const token = await gateway.tokenWith(['watch:read', 'watch:raw']);
      const query =
        '{ refused broken region(fips: "none") { beds } tracks { number raw } patient(id: "1") { id } owned }';

      const { extensions } = await send(gateway, query, { token, extensions: { why: true } });

      expect(
        extensions.why.map(({ path, cause }: { path: string[]; cause: string }) => [path.join('.'), cause]),
      ).toEqual([
        ['refused', 'REFUSED_BY_WING'],
        ['broken', 'FAULT'],
        ['region', 'SOURCE_NULL'],
        ['tracks.1.raw', 'SOURCE_NULL'],
        ['patient', 'REFUSED'],
        ['owned', 'REFUSED_BY_WING'],
      ]);
      expect(extensions.why[1].referenceId).toEqual(expect.any(String));
    });

    test.each([
      [
        'in the document',
        '{ a: parcelsOn(day: "NODAY") held: broken region(fips: "11001") { beds parcelCount } }',
      ],
      [
        'in a variable',
        'query($day: Weekday) { a: parcelsOn(day: $day) held: broken region(fips: "11001") { beds parcelCount } }',
      ],
    ])(
      'a value that a wing alone can refuse, %s, is the cause of all that was asked with it',
      async (_where, query) => {
        const { data, errors, extensions } = await send(gateway, query, {
          variables: { day: 'NODAY' },
          extensions: { why: true },
        });

        expect(data).toEqual({ a: null, held: null, region: { beds: 7, parcelCount: null } });
        expect(errors.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
          'a',
          'held',
          'region.parcelCount',
        ]);
        expect(
          extensions.why.map(({ path, cause }: { path: string[]; cause: string }) => [path.join('.'), cause]),
        ).toEqual([
          ['a', 'REFUSED_BY_WING'],
          ['held', 'REFUSED_BY_WING'],
          ['region.parcelCount', 'REFUSED_BY_WING'],
        ]);
        expect(extensions.why[0].sentence).toContain('there is no such day');
      },
    );

    test('where such a value takes the whole answer with it, that is all that is told', async () => {
      const { data, errors } = await send(gateway, '{ parcelsOn(day: "NODAY") parcels { id } }');

      expect(data).toBeNull();
      expect(
        errors.map(({ path, extensions }: { path: string[]; extensions: { code: string } }) => [
          path.join('.'),
          extensions.code,
        ]),
      ).toEqual([
        ['parcelsOn', 'BAD_INPUT'],
        ['parcels', 'BAD_INPUT'],
      ]);
    });

    test('a null that a refused field below brought about names that field', async () => {
      const { extensions } = await send(gateway, '{ lastSent { id sender } }', { extensions: { why: true } });

      expect(extensions.why).toEqual([
        expect.objectContaining({
          path: ['lastSent'],
          cause: 'REFUSED',
          propagatedFrom: ['lastSent', 'sender'],
        }),
      ]);
    });

    test('without being asked an answer explains nothing', async () => {
      expect((await send(gateway, '{ broken }')).extensions).toBeUndefined();
    });
  },
);

test('a wing that is down is the cause of every null it owed', async () => {
  const gateway = await startTinyGateway('in process');
  await gateway.takeDown('watch');

  const { extensions } = await send(gateway, '{ region(fips: "11001") { beds trackCount } }', {
    extensions: { why: true },
  });

  expect(extensions.why).toEqual([
    expect.objectContaining({ path: ['region', 'trackCount'], cause: 'WING_UNAVAILABLE', wing: 'watch' }),
  ]);
  await gateway.close();
});

test('what an agreement hides stays hidden in previews', async () => {
  const gateway = await startTinyGateway('in process', { agreements: fixedAgreements([anAgreement()]) });
  const token = await gateway.tokenWith([]);

  const { status, text } = await send(gateway, '{ tracks { number } }', {
    token,
    extensions: { preview: true, why: true },
  });

  expect(status).toBe(400);
  expect(text).not.toMatch(/watch:read|preview|why/);
  await gateway.close();
});
