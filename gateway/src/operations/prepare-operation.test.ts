import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { parse } from 'graphql';
import { defaultLimits } from '../gateway-limits.ts';
import { composeSupergraph } from '../supergraph/compose-supergraph.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { type AskedOperation, createOperationPreparer } from './prepare-operation.ts';

const { supergraphSdl } = composeSupergraph({
  one: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
    type Query { open: Int closed: Int @requiresScopes(scopes: [["a"]]) }
  `,
});

const viewerWith = (...scopes: string[]): Viewer => ({
  ...anonymousViewer,
  authenticated: true,
  scopes: new Set(scopes),
});

function aPreparer() {
  const plans: object[] = [];
  const prepare = createOperationPreparer(loadSupergraph(supergraphSdl), defaultLimits, ({ plan }) => {
    plans.push(plan);
    return async () => ({ data: {} });
  });
  return { plans, prepare };
}

function asked(text: string, operationName?: string): AskedOperation {
  const textHash = createHash('sha256').update(text).digest('hex');
  return { textHash, textLength: text.length, document: parse(text), operationName };
}

test('a text is prepared once for all viewers whom the graph does not tell apart', () => {
  const { plans, prepare } = aPreparer();

  const first = prepare(asked('{ open closed }'), viewerWith('a'));

  expect(prepare(asked('{ open closed }'), viewerWith('a', 'unheard:of'))).toBe(first);
  expect(plans).toHaveLength(1);
});

test('viewers whom the graph tells apart never share a plan', () => {
  const { plans, prepare } = aPreparer();
  const viewers = [anonymousViewer, viewerWith(), viewerWith('a')];

  const prepared = viewers.map((viewer) => prepare(asked('{ open closed }'), viewer));

  expect(new Set(prepared).size).toBe(3);
  expect(plans.map((plan) => JSON.stringify(plan).includes('closed'))).toEqual([false, false, true]);
});

test('two operations of one text are prepared apart, and neither runs unnamed', () => {
  const { prepare } = aPreparer();
  const text = 'query A { open } query B { open }';

  expect(prepare(asked(text, 'A'), anonymousViewer)).not.toBe(prepare(asked(text, 'B'), anonymousViewer));
  expect(prepare(asked(text), anonymousViewer)).toMatchObject({
    kind: 'refused',
    errors: [{ message: expect.stringContaining('A, B') }],
  });
});

test('a refused text is refused again without being checked again', () => {
  const { plans, prepare } = aPreparer();

  const first = prepare(asked('{ unknown }'), anonymousViewer);

  expect(first).toMatchObject({ kind: 'refused' });
  expect(prepare(asked('{ unknown }'), anonymousViewer)).toBe(first);
  expect(plans).toEqual([]);
});
