import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from '@jest/globals';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { parse } from 'graphql';
import { defaultLimits } from '../gateway-limits.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { createStoredDocuments } from '../stored-documents/stored-documents.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { createGenerations } from './generations.ts';

const sdl = (field: string) =>
  composeSupergraph({ mail: `type Query { parcels: Int ${field}: Int }` }).supergraphSdl;
const first = sdl('first');
const asked = {
  textHash: 'a'.repeat(64),
  textLength: 11,
  document: parse('{ parcels }'),
  operationName: undefined,
};
const viewer = anonymousViewer;

let collectGarbage: () => void;
beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collectGarbage = runInNewContext('gc');
});

/** Generations whose operations run until they are told to end. */
function createHeldGenerations() {
  const ends: (() => void)[] = [];
  const began: string[] = [];
  const generations = createGenerations({
    supergraphSdl: first,
    linked: ['mail'],
    storedDocuments: createStoredDocuments([]),
    limits: defaultLimits,
    compilerOf: (supergraph) => () => async () => {
      await new Promise<void>((resolve) => ends.push(resolve));
      return { data: { fields: Object.keys(supergraph.clientSchema.getQueryType()?.getFields() ?? {}) } };
    },
    liveCompilerOf: () => () => async function* () {},
    onReplaced: ({ supergraph }) => void began.push(supergraph.supergraphSdl),
  });
  const runOne = () => {
    const prepared = generations.current().prepare(asked, viewer);
    if (prepared.kind !== 'ready') throw new Error('The operation is not ready.');
    return prepared.run({ given: {}, coerced: {} }, {} as GatewayRequest);
  };
  return { generations, runOne, ends, began };
}

test('a generation is let go when nothing runs in it any more, and not before', async () => {
  const { generations, runOne, ends } = createHeldGenerations();
  const replaced = new WeakRef(generations.current().supergraph);
  const running = runOne();

  await generations.replace(sdl('second'), { allowBreaking: true });
  await turn();
  collectGarbage();
  expect(replaced.deref()).toBeDefined();

  ends.forEach((end) => end());
  expect(await running).toEqual({ data: { fields: ['parcels', 'first'] } });
  await turn();
  collectGarbage();
  expect(replaced.deref()).toBeUndefined();
});

test('of two that come at once each is judged by the one before it', async () => {
  const { generations, began } = createHeldGenerations();

  const [second, third] = await Promise.all([
    generations.replace(sdl('second'), { allowBreaking: true }),
    generations.replace(first),
  ]);

  expect(second.kind).toBe('replaced');
  expect(third).toMatchObject({ kind: 'refused', reasons: ['Query.second was removed.'] });
  expect(began).toEqual([sdl('second')]);
});

test('one that fails keeps no later one from coming', async () => {
  const { generations } = createHeldGenerations();

  const [broken, second] = await Promise.all([
    generations.replace('type'),
    generations.replace(sdl('second'), { allowBreaking: true }),
  ]);

  expect([broken.kind, second.kind]).toEqual(['refused', 'replaced']);
});

test('what is in use is prepared for the next generation before it answers', async () => {
  const { generations, runOne, ends } = createHeldGenerations();
  const running = runOne();

  await generations.replace(sdl('second'), { allowBreaking: true });

  expect(generations.current().inUse()).toEqual([{ asked, viewer }]);
  ends.forEach((end) => end());
  await running;
});

test('an operation in use that would be refused is told as a break', async () => {
  const { generations, runOne, ends } = createHeldGenerations();
  const running = runOne();
  const without = composeSupergraph({ mail: 'type Query { first: Int }' }).supergraphSdl;

  const replacement = await generations.replace(without, { allowBreaking: true });

  expect(replacement).toMatchObject({
    kind: 'replaced',
    breaks: [
      'Query.parcels was removed.',
      expect.stringMatching(/^The operation in use a{12} would be refused/),
    ],
  });
  ends.forEach((end) => end());
  await running;
});
