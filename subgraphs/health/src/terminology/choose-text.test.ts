import { describe, expect, test } from '@jest/globals';
import { firstLanguage, nameInItself } from './choose-language.ts';
import { chooseText } from './choose-text.ts';

const hypertension = { system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' };
const source = (concept: Parameters<typeof chooseText>[0]['concept'], recordedLanguage = 'en') => ({
  concept,
  recordedLanguage,
  language: 'en',
});

describe('the text of a concept', () => {
  test.each([
    [
      'is the recorded one in the language of the record',
      source({ coding: [hypertension] }),
      'en-US',
      'Hypertension',
      'en',
      'AS_RECORDED',
    ],
    [
      'prefers the words of the concept to those of its code',
      source({ text: 'High pressure', coding: [hypertension] }),
      'en',
      'High pressure',
      'en',
      'AS_RECORDED',
    ],
    [
      'is a draft translation where there is one',
      source({ coding: [hypertension] }),
      'es-MX',
      'Presión arterial alta',
      'es',
      'PROJECT_TRANSLATION_DRAFT',
    ],
    [
      'falls back to the recorded words, and says so',
      source({ text: 'Something rare' }),
      'vi',
      'Something rare',
      'en',
      'FALLBACK_LANGUAGE',
    ],
    [
      'of a record in Spanish is as recorded to a reader of Spanish',
      source({ text: 'Hipertensión', coding: [hypertension] }, 'es'),
      'es',
      'Hipertensión',
      'es',
      'AS_RECORDED',
    ],
    [
      'is the code where there are no words',
      source({ coding: [{ system: 'urn:x', code: 'Q1' }] }),
      'en',
      'Q1',
      'en',
      'CODE_ONLY',
    ],
  ])('%s', (_rule, concept, asked, value, language, from) => {
    expect(chooseText(concept, asked)).toEqual({ value, language, source: from });
  });
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es-MX, en;q=0.8', 'es-MX'],
  ['en;q=0.2, vi;q=0.9, fr;q=0', 'vi'],
  ['*', 'en'],
  ['not a tag!, es', 'es'],
])('of the header %p a reader gets %s', (header, language) => {
  expect(firstLanguage(header)).toBe(language);
});

test('a language is named in itself', () => {
  expect([nameInItself('es'), nameInItself('vi')]).toEqual(['Español', 'Tiếng Việt']);
});
