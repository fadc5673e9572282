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
