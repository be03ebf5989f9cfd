import { expect, test } from '@jest/globals';
import type { OrderInput } from './order-wish.ts';
import { readOrderInput } from './read-order-input.ts';

const input: OrderInput = {
  idempotencyKey: 'B9A1F0F4-6c0e-4c53-9f5e-0d7a9a3f2f11',
  campaign: 'home-tests-2026',
  addressToken: 'token',
  recipientName: '  Ana   de la Cruz ',
  contact: { email: ' ana@example.org ', sms: '(202) 555-0143' },
};

test('an input is trimmed, its key in lower case and its telephone number in international form', () => {
  expect(readOrderInput(input)).toMatchObject({
    wish: {
      idempotencyKey: 'b9a1f0f4-6c0e-4c53-9f5e-0d7a9a3f2f11',
      recipientName: 'Ana de la Cruz',
      email: 'ana@example.org',
      sms: '+12025550143',
      wantsUpdates: true,
      acceptCorrection: true,
    },
  });
});

test.each<[string, Partial<OrderInput>, string]>([
  ['a key that is no UUID', { idempotencyKey: '1' }, 'idempotencyKey'],
  ['no address', { addressToken: null }, 'address'],
  ['an address and a token', { address: { line1: '1 Main St' } }, 'address'],
  ['a blank name', { recipientName: ' \t ' }, 'recipientName'],
  ['a name of 81 characters', { recipientName: 'a'.repeat(81) }, 'recipientName'],
  ['a control character in the name', { recipientName: 'Ana\u0000' }, 'recipientName'],
  ['a name that turns what follows it', { recipientName: '\u202EAna' }, 'recipientName'],
  ['an address of mail without a domain', { contact: { email: 'ana@example' } }, 'contact.email'],
  [
    'a header smuggled into the address of mail',
    { contact: { email: 'a@b.org\nBcc: c@d.org' } },
    'contact.email',
  ],
  ['a number without a country', { contact: { sms: '12345' } }, 'contact.sms'],
])('%s is refused with its place', (_name, change, path) => {
  const read = readOrderInput({ ...input, ...change });

  expect('faults' in read && read.faults.map((fault) => fault.path.join('.'))).toEqual([path]);
});

test('all faults come at once', () => {
  const read = readOrderInput({ ...input, idempotencyKey: '', recipientName: '', contact: { email: '@' } });

  expect('faults' in read && read.faults).toHaveLength(3);
});

test('hostile texts are read in no time that grows with more than their length', () => {
  const hostile = `${'a@'.repeat(50_000)}${'.a'.repeat(50_000)}`;

  expect(
    readOrderInput({ ...input, recipientName: hostile, contact: { email: hostile, sms: hostile } }),
  ).toHaveProperty('faults');
});
