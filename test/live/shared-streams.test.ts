import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { createAgreementBook } from '@rotunda/gateway/agreements/agreement-book';
import { anAgreement } from '@rotunda/gateway/agreements/an-agreement';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { follow, transports } from './follow.ts';

const scanned = 'subscription { parcelScanned { id labelOf } }';
const eventOf = (id: string) => ({ data: { parcelScanned: { id, labelOf: 'clinic' } } });

describe.each(topologies.slice(0, 2))('equal subscriptions, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeEach(async () => {
    gateway = await startTinyGateway(topology, { admit: admitEverybody });
  });
  afterEach(() => gateway.close());

  test('over every transport ask the wings once for an event', async () => {
    const token = await gateway.tokenWith(['mail:recall']);
    const readers = transports.map((transport) => follow(transport, gateway.url, scanned, { token }));
    gateway.belt.scan('p1');
    for (const reader of readers) expect(await reader.next()).toEqual(eventOf('p1'));

    gateway.belt.scan('p2');

    for (const reader of readers) expect(await reader.next()).toEqual(eventOf('p2'));
    expect(gateway.asked.map(({ wing }) => wing)).toEqual(['clinic', 'clinic']);
    await gateway.belt.followedBy(1);
    readers.forEach(({ leave }) => leave());
    await gateway.belt.followedBy(0);
  });

  test('of other viewers have a stream apart, and each event is filled in under their own name', async () => {
    const unit = await gateway.tokenWith([], { attributes: { unit: '1' } });
    const other = await gateway.tokenWith([], { attributes: { unit: '2' } });
    const readers = [unit, other, undefined].map((token) =>
      follow('server-sent events', gateway.url, scanned, { token }),
    );
    await gateway.belt.followedBy(3);

    gateway.belt.scan('p1');

    for (const reader of readers) expect(await reader.next()).toEqual(eventOf('p1'));
    const fillers = gateway.seen.filter(({ wing }) => wing === 'clinic').map(({ viewer }) => viewer);
    expect(fillers.map(({ attributes }) => attributes['unit'] ?? 'anonymous').sort()).toEqual([
      '1',
      '2',
      'anonymous',
    ]);
    readers.forEach(({ leave }) => leave());
  });

  test('of a reader that takes nothing and of one that does: the one gets every event meanwhile', async () => {
    const request = httpRequest(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    request.end(JSON.stringify({ query: scanned }));
    const [response] = await once(request, 'response');
    response.pause();
    const reading = follow('WebSocket', gateway.url, scanned);
    await gateway.belt.followedBy(1);
    const large = (index: number) => `${index} ${'x'.repeat(50_000)}`;

    for (let index = 0; index < 200; index += 1) {
      gateway.belt.scan(large(index));
      expect(await reading.next()).toEqual(eventOf(large(index)));
    }

    reading.leave();
    request.destroy();
  });
});

test('a viewer whose agreement ends stops alone', async () => {
  const agreed = (agency: string) => anAgreement({ id: agency, agency, scopes: new Set(['mail:recall']) });
  let agreements = createAgreementBook([agreed('HHS'), agreed('USPS')]);
  const gateway = await startTinyGateway('in process', {
    admit: admitEverybody,
    agreements: { current: () => agreements },
  });
  const [leaving, staying] = await Promise.all(
    ['HHS', 'USPS'].map(async (agency) =>
      follow('WebSocket', gateway.url, 'subscription { parcelRecalled { id } }', {
        token: await gateway.tokenWith(['mail:recall'], { agency }),
      }),
    ),
  );
  await gateway.belt.followedBy(2);

  agreements = createAgreementBook([agreed('USPS')]);
  gateway.belt.scan('p1');

  expect(await leaving?.next()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await staying?.next()).toEqual({ data: { parcelRecalled: { id: 'p1' } } });
  await gateway.belt.followedBy(1);
  staying?.leave();
  await gateway.close();
});
