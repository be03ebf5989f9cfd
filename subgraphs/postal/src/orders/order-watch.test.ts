import { describe, expect, test } from '@jest/globals';
import { createOrderWatch } from './order-watch.ts';
import type { OrderStatus, ReliefOrder } from './order.ts';

const anOrder = (number: number, status: OrderStatus = 'RECEIVED'): ReliefOrder => ({
  number,
  roundId: 1,
  status,
  channel: 'WEB',
  placedAt: new Date(0),
  zip: '20002',
  deliveryLine: '100 SPECIMEN ST NE',
  lastLine: 'WASHINGTON DC 20002',
  urbanization: null,
});

function aTable(...orders: readonly ReliefOrder[]) {
  const table = new Map(orders.map((order) => [order.number, order]));
  const questions: (readonly number[])[] = [];
  const watch = createOrderWatch(async (numbers) => {
    questions.push(numbers);
    return numbers.flatMap((number) => table.get(number) ?? []);
  });
  return { watch, questions, set: (order: ReliefOrder) => void table.set(order.number, order) };
}

describe('who follows an order', () => {
  test('gets it as it is, then whenever it has got further, and nothing in between', async () => {
    const { watch, set } = aTable(anOrder(1));
    const events = watch.follow(anOrder(1), undefined);
    expect((await events.next()).value).toMatchObject({ status: 'RECEIVED' });

    const waiting = events.next();
    await watch.look();
    set(anOrder(1, 'CONFIRMED'));
    await watch.look();

    expect((await waiting).value).toMatchObject({ status: 'CONFIRMED' });
  });

  test('gets the newest where it has got further twice', async () => {
    const { watch, set } = aTable(anOrder(1));
    const events = watch.follow(anOrder(1), undefined);
    await events.next();

    set(anOrder(1, 'CONFIRMED'));
    await watch.look();
    set(anOrder(1, 'SHIPPED'));
    await watch.look();

    expect((await events.next()).value).toMatchObject({ status: 'SHIPPED' });
  });

  test('shares one question with all others', async () => {
    const { watch, questions } = aTable(anOrder(1), anOrder(2));
    const followers = [1, 1, 2].map((number) => watch.follow(anOrder(number), undefined));
    await Promise.all(followers.map((events) => events.next()));

    await watch.look();

    expect(questions).toEqual([[1, 2]]);
  });

  test('is asked for no more once it has gone', async () => {
    const { watch, questions } = aTable(anOrder(1));
    const leaving = new AbortController();
    const events = watch.follow(anOrder(1), leaving.signal);
    await events.next();
    const waiting = events.next();

    leaving.abort();
    expect((await waiting).done).toBe(true);
    await watch.look();

    expect(questions).toEqual([]);
  });
});
