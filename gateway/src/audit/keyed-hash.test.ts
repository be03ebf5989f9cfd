import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyedHash } from './keyed-hash.ts';

const anyKey = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => createSecretKey(bytes));
/** Short ones, and some about as long as what is hashed without memory of its own. */
const anyText = fc
  .tuple(fc.string({ unit: 'binary' }), fc.constantFrom(0, 0, 4_080))
  .map(([text, behind]) => text + 'é'.repeat(behind));

test('a keyed hash is the HMAC of its text, whatever the text, however long, and whatever was hashed before', () => {
  fc.assert(
    fc.property(anyKey, fc.array(anyText, { minLength: 1, maxLength: 4 }), (key, texts) => {
      for (const text of texts) {
        const whole = createHmac('sha256', key).update(`key\0${text}`).digest('hex');
        expect(keyedHash(key, 'key', text)).toBe(whole.slice(0, 32));
      }
    }),
  );
});

test('a key of more than 64 bytes is refused', () => {
  expect(() => keyedHash(createSecretKey(randomBytes(65)), 'key', 'a')).toThrow(
    'A key of 65 bytes is too long.',
  );
});
