import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('over HTTP');
});
afterAll(() => gateway.close());

const words = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(words)('%s as an alias at every level is a plain key of the answer', async (word) => {
  const { text } = await gateway.ask(`{ ${word}: parcels { ${word}: weightGrams } }`);

  expect(text).toBe(`{"data":{"${word}":[{"${word}":90},{"${word}":90}]}}\n`);
});

test.each(words)('%s as a variable, an extension or an operation name changes nothing', async (word) => {
  const polluted = { polluted: true };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":"query ${word}($${word}: Weekday) { parcelsOn(day: $${word}) }","operationName":"${word}","variables":{"${word}":"MONDAY"},"extensions":{"${word}":${JSON.stringify(polluted)}},"${word}":${JSON.stringify(polluted)}}`,
  });

  expect(await response.json()).toEqual({ data: { parcelsOn: 2 } });
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('polluted' in {}).toBe(false);
});

test.each(words)('%s as a field, a type, a fragment or an argument is unknown', async (word) => {
  for (const query of [
    `{ ${word} }`,
    `{ parcels { ...F } } fragment F on ${word} { id }`,
    `{ parcels { ...${word} } }`,
    `{ region(fips: "1", ${word}: 1) { fips } }`,
    `query($v: ${word}) { parcels { id } }`,
    `{ parcels { id @${word} } }`,
  ]) {
    const { status, errors } = await gateway.ask(query);

    expect({ query, status, code: errors[0]?.extensions['code'] }).toEqual({
      query,
      status: 400,
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  }
});
