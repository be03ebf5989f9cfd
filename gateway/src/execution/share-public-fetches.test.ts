import { describe, expect, test } from '@jest/globals';
import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { RequestSignal } from './request-signal.ts';
import { sharePublicFetches } from './share-public-fetches.ts';
import type { SubgraphLink } from './subgraph-link.ts';

const aRequest = (rest: Partial<SubgraphRequest> = {}): SubgraphRequest => ({
  document: 'query($id: ID) { parcel(id: $id) { id } }',
  variables: { id: 'p1' },
  viewerToken: 'anonymous',
  requestId: 'r',
  ...rest,
});

/** A wing that answers when the test says so. */
function aWing() {
  const asked: { request: SubgraphRequest; signal: AbortSignal | undefined }[] = [];
  const settle: { resolve(result: SubgraphResult): void; reject(cause: Error): void }[] = [];
  const link: SubgraphLink = {
    name: 'mail',
    execute(request, signal) {
      asked.push({ request, signal });
      return new Promise((resolve, reject) => settle.push({ resolve, reject }));
    },
    subscribe: async () => ({ data: null }),
    close: async () => {},
  };
  return { shared: sharePublicFetches(link), asked, settle };
}

const parcel = (id: string) => ({ data: { parcel: { id } } });

describe('equal queries of callers without identity', () => {
  test('that are under way at the same time are asked once, and each gets data of its own', async () => {
    const { shared, asked, settle } = aWing();
    const answers = ['a', 'b', 'c'].map((requestId) => shared.execute(aRequest({ requestId })));

    settle[0]?.resolve(parcel('p1'));
    const [first, ...others] = await Promise.all(answers);

    expect(asked).toHaveLength(1);
    Object.assign(Object(first?.data?.['parcel']), { id: 'changed' });
    expect(others).toEqual([parcel('p1'), parcel('p1')]);
  });

  test('are asked again once the answer has come', async () => {
    const { shared, asked, settle } = aWing();
    const first = shared.execute(aRequest());
    settle[0]?.resolve(parcel('p1'));
    await first;

    const second = shared.execute(aRequest());
    settle[1]?.resolve(parcel('p2'));

    expect(await second).toEqual(parcel('p2'));
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['other variables', aRequest({ variables: { id: 'p2' } })],
    ['another text', aRequest({ document: '{ parcels { id } }' })],
    ['another language', aRequest({ languages: 'es' })],
  ])('are not those with %s', async (_what, other) => {
    const { shared, asked } = aWing();
    void shared.execute(aRequest());
    void shared.execute(other);

    expect(asked).toHaveLength(2);
  });

  test('fail together, and are asked again afterwards', async () => {
    const { shared, asked, settle } = aWing();
    const answers = [shared.execute(aRequest()), shared.execute(aRequest())];

    settle[0]?.reject(new Error('down'));

    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    void shared.execute(aRequest());
    expect(asked).toHaveLength(2);
  });

  test('go on when one caller leaves, and let the wing go when the last one does', async () => {
    const { shared, asked } = aWing();
    const [one, other] = [new RequestSignal(), new RequestSignal()];
    const answers = [shared.execute(aRequest(), one), shared.execute(aRequest(), other)];

    one.abort(new Error('gone'));
    await expect(answers[0]).rejects.toThrow('gone');
    const whileWaited = asked[0]?.signal?.aborted;
    other.abort(new Error('gone'));
    await expect(answers[1]).rejects.toThrow('gone');

    expect([whileWaited, asked[0]?.signal?.aborted]).toEqual([false, true]);
  });
});

test('two mutations are two, however equal they are', () => {
  const { shared, asked } = aWing();
  const mutation = aRequest({ document: 'mutation { post(id: "p1") { id } }' });

  void shared.execute(mutation);
  void shared.execute(mutation);

  expect(asked).toHaveLength(2);
});
