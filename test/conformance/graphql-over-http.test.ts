import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
});
afterAll(() => gateway.close());

/** The audits of the GraphQL over HTTP specification, as its reference implementation publishes them; some ask for a type by its name. */
const audits = serverAudits({
  url: () => `${gateway.url}/graphql`,
  async fetchFn(input: string, init: RequestInit) {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await gateway.tokenWith([])}`);
    return fetch(input, { ...init, headers });
  },
});

test.each(audits.filter(({ name }) => /^(MUST|SHOULD)/.test(name)))('$id $name', async (audit) => {
  const result = await audit.fn();

  expect(result.status === 'ok' ? undefined : result.reason).toBeUndefined();
});

test('there is an audit for each kind of request', () => {
  expect(audits.length).toBeGreaterThan(50);
});
