import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { type Viewer, anonymousViewer } from '@rotunda/platform/viewer';
import { graphql } from 'graphql';
import { createPostal } from '../create-postal.ts';
import { type TestReceiver, createTestReceiver } from './create-test-receiver.ts';

const partner: Viewer = {
  ...anonymousViewer,
  subject: 'partner',
  authenticated: true,
  agency: 'HHS',
  scopes: new Set(['postal:events:subscribe']),
};
const facts = { requestId: 'test', languages: undefined, deadlineAt: undefined, signal: undefined };
let database: TestDatabase;
let receiver: TestReceiver;
const open: Subgraph[] = [];

beforeAll(async () => {
  database = await createTestDatabase('postal');
  receiver = await createTestReceiver({
    'webhook-allowed-origin': 'postal.rotunda.example',
    'webhook-allowed-rate': '120',
  });
});
afterAll(async () => {
  await Promise.all(open.map((postal) => postal.close()));
  await receiver.fall();
  await database.drop();
});

async function ask(source: string, options: { viewer?: Viewer; privateReceivers: boolean; url?: string }) {
  const { viewer = partner, privateReceivers, url = receiver.url } = options;
  const receivers = { origin: 'postal.rotunda.example', privateReceivers };
  const postal = await createPostal({ databaseUrl: database.url, clock: systemClock, receivers });
  open.push(postal);
  const contextValue = postal.requestFor(viewer, facts);
  const answer = await graphql({ schema: postal.schema, source, contextValue, variableValues: { url } });
  return JSON.parse(JSON.stringify(answer));
}

const register = `mutation ($url: String!) { registerWebhook(input: { url: $url, types: [ORDER_PLACED], locale: "es" }) {
  secret webhook { id url types status requestsPerMinute deadLetters { sequence } }
  userErrors { __typename code message path } } }`;

test('an agency registers a webhook, is told its secret once, and removes it', async () => {
  const { data } = await ask(register, { privateReceivers: true });
  const list = '{ webhooks { id url toldTo } }';
  const listed = await ask(list, { privateReceivers: true });
  const { secret, webhook, userErrors } = data.registerWebhook;

  expect({ secret, webhook, userErrors }).toEqual({
    secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/),
    webhook: {
      id: expect.any(String),
      url: receiver.url,
      types: ['ORDER_PLACED'],
      status: 'ACTIVE',
      requestsPerMinute: 120,
      deadLetters: [],
    },
    userErrors: [],
  });
  expect(listed.data.webhooks).toEqual([{ id: webhook.id, url: receiver.url, toldTo: '0' }]);

  const remove = `mutation { removeWebhook(input: { webhook: "${webhook.id}" }) { removed userErrors { code } } }`;
  expect((await ask(remove, { privateReceivers: true })).data.removeWebhook).toEqual({
    removed: webhook.id,
    userErrors: [],
  });
  expect((await ask(remove, { privateReceivers: true })).data.removeWebhook).toEqual({
    removed: null,
    userErrors: [{ code: 'WEBHOOK_UNKNOWN' }],
  });
});

test('unless development is said, a URL of this machine or without TLS is refused in the language asked for', async () => {
  const { data } = await ask(register, { privateReceivers: false });

  expect(data.registerWebhook).toEqual({
    secret: null,
    webhook: null,
    userErrors: [
      {
        __typename: 'WebhookProblem',
        code: 'WEBHOOK_URL_REFUSED',
        message: 'Indique una URL https de un servidor público, sin nombre, contraseña ni fragmento.',
        path: ['url'],
      },
    ],
  });
});

test('without the scope webhooks are neither registered nor listed', async () => {
  const viewer = { ...partner, scopes: new Set(['postal:campaign:metrics']) };

  const { errors, data } = await ask('{ webhooks { id } }', { viewer, privateReceivers: true });

  expect(data).toEqual({ webhooks: null });
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
