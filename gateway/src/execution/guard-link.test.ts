import { describe, expect, test } from '@jest/globals';
import type { SubgraphRequest } from '@rotunda/platform/subgraph-executor';
import { guardLink } from './guard-link.ts';
import { RequestSignal } from './request-signal.ts';
import type { SubgraphLink } from './subgraph-link.ts';

const limits = { wingConcurrency: 2, wingFailures: 3, wingRestMs: 60_000 };
const query = aRequest('query Q { a }');
const mutation = aRequest('mutation M { a }');

function aRequest(document: string, deadlineAt?: number): SubgraphRequest {
  return { document, viewerToken: '', requestId: '', deadlineAt };
}

function aWing(answer: (request: SubgraphRequest) => Promise<object>, restMs = limits.wingRestMs) {
  const asked: SubgraphRequest[] = [];
  const told: string[] = [];
  const tell = (_facts: object, message: string) => void told.push(message);
  const link: SubgraphLink = {
    name: 'mail',
    async execute(request) {
      asked.push(request);
      return answer(request);
    },
    subscribe: async () => ({ data: null }),
    close: async () => {},
  };
  const guarded = guardLink(link, {
    limits: { ...limits, wingRestMs: restMs },
    log: { info: tell, warn: tell, error: tell },
  });
  return { asked, told, guarded };
}

const refusedConnection = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
const hungUp = () => Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
const fails = (error: () => Error) => async () => {
  throw error();
};

describe('an operation that finds no connection', () => {
  test('is sent once more if it is a query', async () => {
    const { asked, guarded } = aWing(fails(refusedConnection));

    await expect(guarded.execute(query)).rejects.toThrow('connect');
    await expect(guarded.execute(aRequest('{ a }'))).rejects.toThrow('connect');

    expect(asked).toHaveLength(4);
  });

  test('is never sent again if it is a mutation, or may have arrived', async () => {
    const refused = aWing(fails(refusedConnection));
    const cut = aWing(fails(hungUp));

    await expect(refused.guarded.execute(mutation)).rejects.toThrow('connect');
    await expect(cut.guarded.execute(query)).rejects.toThrow('closed');

    expect(refused.asked).toHaveLength(1);
    expect(cut.asked).toHaveLength(1);
  });
});

describe('a wing that fails again and again', () => {
  const failThreeTimes = async (guarded: SubgraphLink) => {
    for (let count = 0; count < 3; count += 1) await guarded.execute(query).catch(() => {});
  };

  test('is left alone, and that is said once', async () => {
    const { asked, told, guarded } = aWing(fails(hungUp));
    await failThreeTimes(guarded);

    await expect(guarded.execute(query)).rejects.toThrow();
    await expect(guarded.execute(query)).rejects.toThrow();

    expect(asked).toHaveLength(3);
    expect(told).toEqual(['A wing fails and is left alone for a while.']);
  });

  test('is not one that answers in between, however often it fails', async () => {
    let turn = 0;
    const { asked, told, guarded } = aWing(async () => {
      turn += 1;
      return turn % 3 === 0 ? { data: {} } : fails(hungUp)();
    });

    for (let count = 0; count < 9; count += 1) await guarded.execute(query).catch(() => {});

    expect(asked).toHaveLength(9);
    expect(told).toEqual([]);
  });

  test('is asked again after its rest, and by everyone once it has answered', async () => {
    let isWell = false;
    const { told, guarded } = aWing(async () => (isWell ? { data: {} } : fails(hungUp)()), 0);
    await failThreeTimes(guarded);
    isWell = true;

    await expect(guarded.execute(query)).resolves.toEqual({ data: {} });

    expect(told.at(-1)).toBe('A wing answers again.');
  });

  test('is not one whose clients leave early, but one that lets the deadline pass', async () => {
    const isLate = Date.now() - 1;
    const never = () => new Promise<object>(() => {});
    const left = aWing(never);
    const late = aWing(never);
    const over = AbortSignal.abort(new Error('over'));

    for (let count = 0; count < 5; count += 1) {
      await left.guarded.execute(aRequest('{ a }', Date.now() + 60_000), over).catch(() => {});
      await late.guarded.execute(aRequest('{ a }', isLate), over).catch(() => {});
    }

    expect(left.asked).toHaveLength(5);
    expect(late.asked).toHaveLength(3);
  });
});

describe('a wing that is tried after its rest', () => {
  const failing = fails(hungUp);

  test('is asked by one at a time until that one is answered', async () => {
    const { promise, resolve } = aPromise();
    let answer: () => Promise<object> = failing;
    const { asked, guarded } = aWing(() => answer(), 0);
    for (let count = 0; count < 3; count += 1) await guarded.execute(query).catch(() => {});
    answer = () => promise;

    const trial = guarded.execute(query);
    await expect(guarded.execute(query)).rejects.toThrow('left alone');
    resolve({ data: {} });
    await trial;
    await guarded.execute(query);

    expect(asked).toHaveLength(5);
  });

  test('rests again where it fails, and is tried again where the client of the trial leaves', async () => {
    let answer: () => Promise<object> = failing;
    const { asked, told, guarded } = aWing(() => answer(), 0);
    for (let count = 0; count < 4; count += 1) await guarded.execute(query).catch(() => {});
    answer = () => new Promise(() => {});
    const signal = new RequestSignal();
    const left = guarded.execute(aRequest('{ a }', Date.now() + 60_000), signal);
    signal.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    answer = async () => ({ data: {} });

    await expect(guarded.execute(query)).resolves.toEqual({ data: {} });

    expect(asked).toHaveLength(6);
    expect(told).toEqual([
      'A wing fails and is left alone for a while.',
      'A wing fails and is left alone for a while.',
      'A wing answers again.',
    ]);
  });
});

test('an operation ends when its signal aborts, and an answer that comes later changes nothing', async () => {
  const { promise, resolve } = aPromise();
  const { guarded } = aWing(() => promise);
  const signal = new RequestSignal();
  const forsaken = guarded.execute(query, signal);
  const answered = guarded.execute(query, new RequestSignal());

  signal.abort(new Error('gone'));
  resolve({ data: {} });

  await expect(forsaken).rejects.toThrow('gone');
  await expect(answered).resolves.toEqual({ data: {} });
});

test('more operations at once than a wing bears are turned away without asking it', async () => {
  const { promise, resolve } = aPromise();
  const { asked, guarded } = aWing(() => promise);
  const running = [guarded.execute(query), guarded.execute(query)];

  await expect(guarded.execute(query)).rejects.toThrow('2 operations run');

  expect(asked).toHaveLength(2);
  resolve({ data: {} });
  await Promise.all(running);
  await expect(guarded.execute(query)).resolves.toEqual({ data: {} });
});

function aPromise() {
  let resolve = (_result: object) => {};
  const promise = new Promise<object>((settle) => (resolve = settle));
  return { promise, resolve };
}
