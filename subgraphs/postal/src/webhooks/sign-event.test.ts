import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signatureHeaders, writeSecret } from './sign-event.ts';

const secret = new Uint8Array(randomBytes(32));
const receiver = new Webhook(writeSecret(secret));

test('whoever has the secret can prove a message with a library of the standard', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (content) => {
      const body = JSON.stringify({ content });

      const headers = signatureHeaders({ id: 'postal-7', at: new Date(), body }, secret);

      expect(receiver.verify(body, headers)).toEqual(JSON.parse(body));
    }),
  );
});

test('another body, another id, an old message and another secret are noticed', () => {
  const body = '{"kits":4}';
  const headers = signatureHeaders({ id: 'postal-7', at: new Date(), body }, secret);
  const old = signatureHeaders({ id: 'postal-7', at: new Date(Date.now() - 3_600_000), body }, secret);

  expect(() => receiver.verify('{"kits":5}', headers)).toThrow();
  expect(() => receiver.verify(body, { ...headers, 'webhook-id': 'postal-8' })).toThrow();
  expect(() => receiver.verify(body, old)).toThrow();
  expect(() => new Webhook(writeSecret(new Uint8Array(randomBytes(32)))).verify(body, headers)).toThrow();
});
