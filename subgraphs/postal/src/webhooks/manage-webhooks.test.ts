import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { type TestReceiver, createTestReceiver } from './create-test-receiver.ts';
import { asPartner, createTestTelling } from './create-test-telling.ts';
import type { Webhooks } from './create-webhooks.ts';
import { registerWebhook, replayEvents } from './manage-webhooks.ts';

let telling: Awaited<ReturnType<typeof createTestTelling>>;
let wing: Webhooks;
let receiver: TestReceiver;
let webhookId: string;

beforeAll(async () => {
  telling = await createTestTelling();
});
afterAll(() => telling.close());

beforeEach(async () => {
  receiver = await createTestReceiver({ 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '*' });
  wing = await telling.start();
  ({ id: webhookId } = await telling.register(wing, receiver.url));
});
afterEach(async () => {
  await telling.reset();
  await receiver.fall();
});

test('a place from before the oldest event that is kept, and one that has not come yet, are refused', async () => {
  await telling.place(1);
  await wing.tell();
  const refuse = async (from: string) =>
    (await replayEvents({ webhook: webhookId, from }, asPartner, wing)).userErrors.map(({ code }) => code);

  expect(await refuse('0')).toEqual(['EVENTS_NOT_KEPT']);
  expect(await refuse('999999999')).toEqual(['EVENTS_NOT_KEPT']);
  expect(await refuse('tomorrow')).toEqual(['EVENTS_NOT_KEPT']);
});

test('without a webhook nothing is written down', async () => {
  await telling.prisma.webhook.deleteMany();
  const before = await telling.prisma.outboxEvent.count();
  await telling.place(5);
  await wing.tell();

  expect(await telling.prisma.outboxEvent.count()).toBe(before);
});

test('a server that does not agree is told nothing', async () => {
  const shy = await createTestReceiver({ allow: 'POST' });
  const other = await createTestReceiver({ 'webhook-allowed-origin': 'someone.else.example' });
  const types = ['ORDER_PLACED'] as const;

  for (const { url } of [shy, other]) {
    const answer = await registerWebhook({ url, types }, asPartner, wing);
    expect(answer.userErrors).toMatchObject([{ code: 'WEBHOOK_NOT_CONFIRMED', path: ['url'] }]);
  }
  expect(shy.asked()).toMatchObject({
    'webhook-request-origin': 'postal.rotunda.example',
    'webhook-request-rate': '6000',
  });
  await Promise.all([shy.fall(), other.fall()]);
});

test('one agency registers a URL once, and neither sees nor sets back the webhook of another', async () => {
  const again = await registerWebhook({ url: receiver.url, types: ['ORDER_PLACED'] }, asPartner, wing);
  expect(again.userErrors).toMatchObject([{ code: 'WEBHOOK_EXISTS' }]);

  const theirs = { ...asPartner, viewer: { ...asPartner.viewer, agency: 'FEMA' } };
  const answer = await replayEvents({ webhook: webhookId, from: undefined }, theirs, wing);
  const unknown = await replayEvents({ webhook: randomUUID(), from: undefined }, theirs, wing);

  expect(answer).toEqual(unknown);
  expect(await wing.webhooks.list('FEMA')).toEqual([]);
  await expect(
    registerWebhook(
      { url: receiver.url, types: ['ORDER_PLACED'] },
      { ...asPartner, viewer: anonymousViewer },
      wing,
    ),
  ).rejects.toThrow('no agency');
});
