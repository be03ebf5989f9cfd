import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { type FieldDefinitionNode, Kind, type TypeNode, parse } from 'graphql';

/** What is so seldom as long as it may be, or so cheap an item, that its maximum would refuse what people need. */
const pricedByUse = [
  'Consignment.discrepancies',
  'CampaignMetrics.ordersPerMinute',
  'DistributionSite.stock',
  /^\w+Section\.items$/,
];

const stated = /\bat most (?:the )?([\d,]+)/i;
const usualLength = 10;

interface StatedList {
  readonly coordinate: string;
  readonly maximum: number;
  readonly assumed: number | undefined;
}

function statedListsOf(wing: string): readonly StatedList[] {
  const sdl = readFileSync(new URL(`../../subgraphs/${wing}/schema.graphql`, import.meta.url), 'utf8');
  const { definitions } = parse(sdl, { noLocation: true });
  const objects = definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  const composite = new Set(objects.map(({ name }) => name.value));
  return objects.flatMap(({ name, fields = [] }) =>
    fields.flatMap((field) => statedListOf(name.value, field, composite) ?? []),
  );
}

function statedListOf(
  type: string,
  field: FieldDefinitionNode,
  composite: ReadonlySet<string>,
): StatedList | undefined {
  const [, maximum = ''] = stated.exec(field.description?.value ?? '') ?? [];
  const item = itemOf(field.type);
  if (maximum === '' || item === undefined || !composite.has(item)) return undefined;
  const sized = field.directives?.find(({ name }) => name.value === 'listSize')?.arguments ?? [];
  if (sized.some(({ name }) => name.value === 'slicingArguments')) return undefined;
  const size = sized.find(({ name }) => name.value === 'assumedSize')?.value;
  return {
    coordinate: `${type}.${field.name.value}`,
    maximum: Number(maximum.replace(',', '')),
    assumed: size?.kind === Kind.INT ? Number(size.value) : undefined,
  };
}

function itemOf(type: TypeNode): string | undefined {
  const bare = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  if (bare.kind !== Kind.LIST_TYPE) return undefined;
  const item = bare.type.kind === Kind.NON_NULL_TYPE ? bare.type.type : bare.type;
  return item.kind === Kind.NAMED_TYPE ? item.name.value : undefined;
}

test('a list that says how long it is at most costs that much before it is asked', () => {
  const lists = subgraphNames
    .flatMap(statedListsOf)
    .filter(({ maximum }) => maximum > usualLength)
    .filter(({ coordinate }) => !pricedByUse.some((place) => coordinate.match(place)));

  expect(lists.length).toBeGreaterThan(8);
  expect(lists.filter(({ maximum, assumed }) => assumed !== maximum)).toEqual([]);
});
