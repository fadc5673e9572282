import { expect, it } from 'vitest';
import { normaliseContactPoint } from './normalise-contact-point.js';
import { normaliseIdentifier } from './normalise-identifier.js';

it.each([
  ['(02) 2345-6789', '0223456789'],
  ['+886 2 2345 6789', '+886223456789'],
  ['00886223456789', '+886223456789'],
  ['(+49) 30/1234', '+49301234'],
  ['０２-2345', '022345'],
  ['02-2345 分機 12', '022345;ext=12'],
  ['555-1234 ext. 9', '5551234;ext=9'],
  ['555-1234x9', '5551234;ext=9'],
])('reduces the phone number %s to %s', (value, normalized) => {
  expect(normaliseContactPoint({ kind: 'phone', value }).normalized).toBe(normalized);
});

it('compares e-mail addresses without case and blanks', () => {
  expect(normaliseContactPoint({ kind: 'email', value: '  Ann.Lee@Example.COM ' })).toEqual({
    value: 'Ann.Lee@Example.COM',
    normalized: 'ann.lee@example.com',
  });
});

it('compares web addresses without scheme, case of the host and a closing slash', () => {
  expect(normaliseContactPoint({ kind: 'web', value: 'https://WWW.Example.com/Shop/' }).normalized).toBe(
    'www.example.com/Shop',
  );
});

it('makes one line of a postal address and compares it by letters and digits', () => {
  const point = {
    kind: 'postal',
    line1: ' 12  Main St. ',
    city: 'Springfield',
    postalCode: 'A1-2',
    country: 'US',
  } as const;
  expect(normaliseContactPoint(point)).toEqual({
    value: '12 Main St., Springfield, A1-2, US',
    normalized: '12 main st springfield a1 2 us',
  });
  expect(normaliseContactPoint({ ...point, line1: '12 MAIN ST' }).normalized).toBe('12 main st springfield a1 2 us');
});

it('keeps what a postal address in free text says', () => {
  expect(normaliseContactPoint({ kind: 'postal', value: '臺北市大安區、和平東路１段' }).normalized).toBe(
    '臺北市大安區 和平東路1段',
  );
});

it('is the same when applied twice', () => {
  const values = ['(02) 2345-6789 #8', 'A@B.c', 'http://X.y/z/', '12, High  Street', '００', 'x', '#', ' ', '++1'];
  for (const kind of ['postal', 'phone', 'email', 'web', 'im'] as const) {
    for (const value of values) {
      const once = normaliseContactPoint({ kind, value });
      expect(normaliseContactPoint({ kind, value: once.value })).toEqual(once);
    }
  }
});

it('gives an identifier a key to claim only while it is verified and has no end', () => {
  const vat = { scheme: 'vat', value: 'de 123.456', country: 'DE' };
  expect(normaliseIdentifier(vat)).toEqual({ normalized: 'DE123456' });
  expect(normaliseIdentifier({ ...vat, verified: true })).toEqual({
    normalized: 'DE123456',
    verifiedKey: 'vat::DE:DE123456',
  });
  expect(normaliseIdentifier({ ...vat, verified: true, validTo: '2024-01-01' })).toEqual({ normalized: 'DE123456' });
});
