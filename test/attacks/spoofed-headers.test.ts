import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('over HTTP');
});
afterAll(() => gateway.close());

const spoofed = {
  'x-agency': 'USCP',
  'x-scopes': 'watch:read mail:all',
  'x-user': 'admin',
  'x-viewer-token': 'e30.e30.x',
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-user': 'admin',
  'x-http-method-override': 'DELETE',
  'x-request-id': 'chosen-by-the-client',
  forwarded: 'for=127.0.0.1',
  'apollo-federation-include-trace': 'ftv1',
  'apollo-query-plan-experimental': '1',
  'apollo-expose-query-plan': 'dry-run',
};

test('no header but the token says who asks', async () => {
  const { data, errors } = await gateway.ask('{ parcels { id } tracks { number } }', { headers: spoofed });

  expect(data).toEqual({ parcels: [{ id: 'p1' }, { id: 'p2' }], tracks: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
  expect(gateway.seen.at(-1)?.viewer).toMatchObject({
    subject: 'anonymous',
    authenticated: false,
    agency: undefined,
  });
});

test('nothing of the headers travels on to a wing or comes back', async () => {
  const { text, headers } = await gateway.ask('{ parcels { id } }', { headers: spoofed });

  const sent = JSON.stringify(gateway.asked.at(-1));
  for (const value of ['USCP', 'mail:all', 'admin', 'chosen-by-the-client']) {
    expect(sent).not.toContain(value);
    expect(text).not.toContain(value);
  }
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(text).not.toMatch(/queryPlan|ftv1|extensions/);
});
