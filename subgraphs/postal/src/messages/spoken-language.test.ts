import { expect, test } from '@jest/globals';
import { sayMessage } from './messages.ts';
import { spokenLanguage } from './spoken-language.ts';

test.each([
  ['es', undefined, 'es'],
  ['es-PR', 'en-US', 'es'],
  ['fr', 'es-MX,es;q=0.9', 'es'],
  [undefined, 'en;q=0.4, es;q=0.8', 'es'],
  [null, 'zh-Hans', 'en'],
  [undefined, undefined, 'en'],
])('a locale %j with Accept-Language %j is answered in %s', (locale, acceptLanguage, language) => {
  expect(spokenLanguage(locale, acceptLanguage)).toBe(language);
});

test('a message says its values in the language asked', () => {
  expect(sayMessage('receipt.PLACED', 'es', { number: 'R7K4-2M9P-3', zip: '20001' })).toBe(
    'Pedido R7K4-2M9P-3. Sígalo con este número y el código postal 20001.',
  );
});
