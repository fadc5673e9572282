import { expect, it } from 'vitest';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { needsHan } from './needs-han.js';

it('tells dictionaries that may bear Chinese characters from others', () => {
  const dictionary = new GrowingDictionary();
  dictionary.intern('Müller');
  expect(needsHan(dictionary)).toBe(false);
  dictionary.intern('Łódź');
  expect(needsHan(dictionary)).toBe(false);
  dictionary.intern('台泥');
  expect(needsHan(dictionary)).toBe(true);
  const squared = new GrowingDictionary();
  squared.intern('㏠');
  expect(needsHan(squared)).toBe(true);
});

it('sees Chinese characters in references of HTML, and no others', () => {
  const texts = (text: string): GrowingDictionary => {
    const dictionary = new GrowingDictionary();
    dictionary.intern('Smith & Sons');
    dictionary.intern(text);
    return dictionary;
  };
  for (const text of ['&#21488;&#28771;', 'A &#x53f0;', 'A &#X53F0;', 'Müller &amp; &#33274;']) {
    expect(needsHan(texts(text))).toBe(true);
  }
  for (const text of ['&#228;', 'M&#xfc;ller', '&amp;', '&#', '&#;', '&#x;', 'R&D']) {
    expect(needsHan(texts(text))).toBe(false);
  }
});
