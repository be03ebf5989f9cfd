import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { defaultLimits } from '@rotunda/gateway/gateway-limits';
import { costOf } from '@rotunda/gateway/request-rules/cost/cost-of';
import { readCostMap } from '@rotunda/gateway/request-rules/cost/cost-map';
import { estimateWithin } from '@rotunda/gateway/request-rules/cost/estimate-within';
import { PublicError } from '@rotunda/gateway/public-error';
import { buildSchema, parse } from 'graphql';

const read = (file: string) => readFile(new URL(`../../gateway/supergraph/${file}`, import.meta.url), 'utf8');
const model = {
  schema: buildSchema(await read('api.graphql')),
  costs: readCostMap(parse(await read('supergraph.graphql'))),
  assumedListSize: defaultLimits.assumedListSize,
};
const judge = (text: string, variables: Record<string, unknown> = {}) =>
  estimateWithin(defaultLimits.cost, costOf(parse(text), undefined, model), variables);

test.each<[string, string, Record<string, unknown>]>([
  ['a page of a hundred thousand', '{ patients(first: 100000) { nodes { id } } }', {}],
  ['the same by a variable', 'query($n: Int) { patients(first: $n) { nodes { id } } }', { n: 100_000 }],
  ['a page of less than nothing', '{ patients(first: -1) { nodes { id } } }', {}],
  [
    'full pages inside full pages',
    '{ patients(first: 100) { nodes { conditions(first: 100) { nodes { id encounter { id } } } } } }',
    {},
  ],
])('%s is refused by the contract of the graph before anything is asked', (_name, text, variables) => {
  expect(judge(text, variables)).toBeInstanceOf(PublicError);
});

test('an ordinary page is not', () => {
  expect(judge('{ patients(first: 25) { nodes { id } } }')).toBe(26);
});
