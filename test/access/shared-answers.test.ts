import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileCaching } from '@rotunda/gateway/http/caching/compile-caching';
import { loadSupergraph } from '@rotunda/gateway/supergraph/load-supergraph';
import { accessRequirementOf } from '@rotunda/platform/access-requirement';
import { type GraphQLObjectType, isTypeDefinitionNode, parse } from 'graphql';
import { type Step, findWays, stepsFrom, writeAlong, writeField } from './matrix/write-operation.ts';

const supergraphSdl = readFileSync(
  new URL('../../gateway/supergraph/supergraph.graphql', import.meta.url),
  'utf8',
);
const { clientSchema: schema, access, cacheMap } = loadSupergraph(supergraphSdl);

/** Coordinates and types that ask something of the viewer, read apart from the gateway's own reading. */
const guarded = new Set(
  parse(supergraphSdl)
    .definitions.filter(isTypeDefinitionNode)
    .flatMap((type) => [
      ...(accessRequirementOf(type.directives) ? [type.name.value] : []),
      ...('fields' in type ? (type.fields ?? []) : [])
        .filter(({ directives }) => accessRequirementOf(directives))
        .map(({ name }) => `${type.name.value}.${name.value}`),
    ]),
);

const root = schema.getQueryType();
if (!root) throw new Error('The graph has no queries.');

/** Every way to every type: the shortest to each object that has a field of that type, and that field. */
const ways = [...findWays(schema, root, () => true)].flatMap(([parent, way]) => [
  { type: parent, way },
  ...stepsFrom(schema, parent).map((step) => ({ type: step.to, way: [...way, step] })),
]);

/** A query along a way that asks each entity for its key, as one that caches may keep has to. */
function queryOf(way: readonly Step[], innermost: string): string {
  const selection = way.reduceRight(
    (inner, step) => writeAlong([step], `${keyOf(step.to)} ${inner}`),
    innermost,
  );
  return `{ ${selection} }`;
}

function keyOf(type: GraphQLObjectType): string {
  return cacheMap.keyOf(type.name) ?? '';
}

const cachingOf = (query: string, held = access) =>
  compileCaching(parse(query), undefined, { schema, access: held, cacheMap })?.maxAgeSeconds;

/** What a query asks, as coordinates and types. */
const askedOf = (way: readonly Step[], type: GraphQLObjectType, field: string) => [
  ...way.flatMap(({ parent, field: { name }, to }) => [`${parent.name}.${name}`, to.name]),
  `${type.name}.${field}`,
];

const kept = new Map<string, number>();
const leaked: string[] = [];
for (const { type, way } of ways) {
  for (const field of Object.values(type.getFields())) {
    const age = cachingOf(queryOf(way, writeField(field)));
    if (age === undefined) continue;
    const coordinate = `${type.name}.${field.name}`;
    kept.set(coordinate, Math.max(kept.get(coordinate) ?? 0, age));
    if (askedOf(way, type, field.name).some((asked) => guarded.has(asked)))
      leaked.push(queryOf(way, coordinate));
  }
}

test('no query that asks anything of the viewer, on any way, is for caches', () => {
  expect(leaked).toEqual([]);
  expect(guarded.size).toBeGreaterThan(40);
});

test('a field that is for caches today is not from the day on which it asks anything of the viewer', () => {
  const query = '{ region(fips: "11001") { fips name } }';
  const needsToken = { authenticated: true, scopes: [], policies: [] };
  const stricter = {
    ...access,
    ofField: (type: string, field: string) =>
      type === 'Region' && field === 'name' ? needsToken : access.ofField(type, field),
  };

  expect(cachingOf(query)).toBe(86_400);
  expect(cachingOf(query, stricter)).toBeUndefined();
});

test('nothing of an order, of eligibility, of a patient or of a track is for caches', () => {
  const personal =
    /^(ReliefOrder|Eligibility|Patient|Track|Alert|Query\.(trackOrder|eligibility|patient|me|track|operatingPicture))\b/;

  expect([...kept.keys()].filter((coordinate) => personal.test(coordinate))).toEqual([]);
});

test.each([
  ['Campaign.name', 60],
  ['Campaign.intakeMode', 5],
  ['CampaignRound.opensAt', 60],
  ['CoverageCell.households', 900],
  ['Region.name', 86_400],
  ['Facility.kind', 3_600],
  ['ZipInfo.city', 86_400],
  ['AddressCheck.verdict', 3_600],
  ['AddressCheck.token', 600],
  ['AddressSuggestion.token', 600],
])('%s is kept for %i seconds at most', (coordinate, seconds) => {
  expect(kept.get(coordinate)).toBe(seconds);
});
