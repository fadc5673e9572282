import { compareText } from '@crmkit/core';
import { createRandom } from '@crmkit/core/testing';
import { expect, it } from 'vitest';
import { prefixEnd } from './prefix-range.js';

const alphabet = ['a', 'b', '\u007f', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'];

it('is the end of exactly the texts with the prefix', () => {
  const seed = 11;
  const random = createRandom(seed);
  const text = (longest: number): string =>
    Array.from({ length: random.integer(0, longest) }, () => random.pick(alphabet)).join('');
  for (let turn = 0; turn < 20_000; turn += 1) {
    const [prefix, subject] = [text(3), text(5)];
    const end = prefixEnd(prefix);
    const inRange = compareText(subject, prefix) >= 0 && (end === null || compareText(subject, end) < 0);
    expect(inRange, `seed ${seed}, turn ${turn}: ${JSON.stringify([prefix, subject])}`).toBe(
      subject.startsWith(prefix),
    );
  }
});

it('has no end for an empty prefix and for the last code point', () => {
  expect(prefixEnd('')).toBeNull();
  expect(prefixEnd('\u{10ffff}')).toBeNull();
  expect(prefixEnd('a\u{10ffff}')).toBe('b');
});
