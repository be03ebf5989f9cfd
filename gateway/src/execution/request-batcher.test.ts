import { expect, test } from '@jest/globals';
import { type Sendable, createRequestBatcher } from './request-batcher.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const anItem = (text: string, isForsaken = false): Sendable => ({ text, isForsaken: () => isForsaken });

function aBatcher() {
  const batches: string[][] = [];
  const signs: (() => void)[] = [];
  const enqueue = createRequestBatcher<Sendable>((batch, showsLife) => {
    batches.push(batch.map(({ text }) => text));
    signs.push(showsLife);
  });
  return { batches, signs, enqueue };
}

test('what is sent in one turn of the event loop travels together', async () => {
  const { batches, enqueue } = aBatcher();

  enqueue(anItem('a'));
  await Promise.resolve();
  enqueue(anItem('b'));
  await turn();
  enqueue(anItem('c'));
  await turn();

  expect(batches).toEqual([['a', 'b'], ['c']]);
});

test('a third batch gathers until one of two shows life', async () => {
  const { batches, signs, enqueue } = aBatcher();
  for (const text of ['a', 'b']) {
    enqueue(anItem(text));
    await turn();
  }

  enqueue(anItem('c'));
  enqueue(anItem('d'));
  signs[0]?.();
  signs[0]?.();
  await turn();

  expect(batches).toEqual([['a'], ['b'], ['c', 'd']]);
});

test('batches that show no life do not hold up the rest for ever', async () => {
  const { batches, enqueue } = aBatcher();
  for (const text of ['a', 'b']) {
    enqueue(anItem(text));
    await turn();
  }

  enqueue(anItem('c'));
  while (batches.length < 3) await turn();

  expect(batches[2]).toEqual(['c']);
});

test('what nobody waits for any more is not sent', async () => {
  const { batches, enqueue } = aBatcher();

  enqueue(anItem('a', true));
  enqueue(anItem('b'));
  await turn();
  enqueue(anItem('c', true));
  await turn();

  expect(batches).toEqual([['b']]);
});

test('a batch has a bounded size, and what does not fit goes next', async () => {
  const { batches, enqueue } = aBatcher();
  const large = 'x'.repeat(3 * 1024 * 1024);

  enqueue(anItem(large));
  enqueue(anItem(large));
  await turn();
  await turn();

  expect(batches.map((batch) => batch.length)).toEqual([1, 1]);
});
