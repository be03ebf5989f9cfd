import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import fc from 'fast-check';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { type EventSourceQuestion, openEventSource, readEventSource } from './read-event-source.ts';

const passed = `subscription ($from: ID) {
  parcelPassed(resumeFrom: $from) { cursor parcel { id labelOf } }
}`;

describe.each(topologies.slice(0, 2))('server-sent events after a break, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { admit: admitEverybody });
  });
  afterEach(() => gateway.close());

  /** The first events of a stream, without what comes before them. */
  async function take(count: number, question: EventSourceQuestion) {
    const events = [];
    for await (const message of readEventSource(await openEventSource(gateway.url, question))) {
      if (message.event === 'next') events.push({ id: message.id, ...JSON.parse(message.data) });
      if (events.length === count || message.event === 'complete') break;
    }
    return events;
  }

  test('wherever the connection is cut, every event arrives once and in order', async () => {
    let total = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bytes: fc.nat(700), meanwhile: fc.nat(3) }), { maxLength: 6 }),
        async (breaks) => {
          // The belt is the one of the runs before: what they scanned is behind the first cursor.
          const before = total;
          const seen: string[] = [];
          let lastEventId = `belt/${before}`;
          const scan = (count: number) => {
            for (let more = 0; more < count; more += 1) gateway.belt.scan(`p${(total += 1)}`);
          };
          const readUntilCut = async (bytes: number) => {
            const response = await openEventSource(gateway.url, { query: passed, lastEventId });
            for await (const { id, event, data } of readEventSource(response, bytes)) {
              if (event !== 'next') continue;
              lastEventId = id ?? lastEventId;
              seen.push(JSON.parse(data).data.parcelPassed.parcel.id);
              if (seen.length === total - before) break;
            }
          };

          scan(3);
          for (const { bytes, meanwhile } of breaks) {
            if (seen.length < total - before) await readUntilCut(bytes);
            scan(meanwhile);
          }
          if (seen.length < total - before) await readUntilCut(Infinity);

          expect(seen).toEqual(
            Array.from({ length: total - before }, (_value, index) => `p${before + index + 1}`),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test('go on after the last of them that arrived, whatever the variable says', async () => {
    ['p1', 'p2', 'p3'].forEach(gateway.belt.scan);

    const [event] = await take(1, {
      query: passed,
      variables: { from: 'belt/0' },
      lastEventId: 'belt/2',
    });

    expect(event).toMatchObject({ id: 'belt/3', data: { parcelPassed: { parcel: { id: 'p3' } } } });
  });

  test('find their cursor under an alias and in fragments', async () => {
    gateway.belt.scan('p1');
    const query = `subscription ($from: ID) { ...Passing }
      fragment Passing on Subscription { it: parcelPassed(resumeFrom: $from) { ... on Passage { after: cursor } } }`;

    expect(await take(1, { query })).toEqual([{ id: 'belt/1', data: { it: { after: 'belt/1' } } }]);
  });

  test('get the answer of the field itself to a cursor that is not one of its own', async () => {
    const [event] = await take(1, { query: passed, lastEventId: 'nowhere' });

    expect(event).toMatchObject({
      errors: [{ message: 'This cursor is of another belt.', extensions: { code: 'BAD_INPUT' } }],
    });
  });

  test.each([
    ['without a variable', 'subscription { parcelPassed(resumeFrom: "belt/0") { cursor } }'],
    ['without a cursor', 'subscription ($from: ID) { parcelPassed(resumeFrom: $from) { parcel { id } } }'],
    [
      'with another field under that name',
      'subscription ($from: ID) { parcelPassed(resumeFrom: $from) { cursor: __typename } }',
    ],
  ])('have no ids %s, and begin anew', async (_how, query) => {
    ['p1', 'p2'].forEach(gateway.belt.scan);

    const events = await take(2, { query, lastEventId: 'belt/1' });

    expect(events).toMatchObject([{ id: undefined }, { id: undefined }]);
  });
});

test('server-sent events say how long to wait before coming back, and longer where the gateway closes', async () => {
  const gateway = await startTinyGateway('in process', { admit: admitEverybody });
  const following = readEventSource(await openEventSource(gateway.url, { query: passed }));
  await gateway.belt.followedBy(1);
  const opening = await following.next();

  const closing = gateway.close();
  const { value: ending } = await following.next();

  expect(opening.value).toMatchObject({ retry: '2000' });
  const { retryAfterSeconds } = JSON.parse(ending?.data ?? '').errors[0].extensions;
  expect(ending).toMatchObject({ event: 'next', retry: String(retryAfterSeconds * 1000) });
  await following.return();
  await closing;
});
