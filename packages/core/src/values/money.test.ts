import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCurrency, listCurrencies, minorUnits } from './currency.js';
import { toScaled } from './decimal.js';
import { fromStoredMoney, money, toStoredMoney } from './money.js';

const SEED = 12;

describe('currencies', () => {
  it('have the minor units of ISO 4217', () => {
    const known = {
      TWD: 2,
      USD: 2,
      EUR: 2,
      CNY: 2,
      JPY: 0,
      KRW: 0,
      VND: 0,
      ISK: 0,
      BHD: 3,
      KWD: 3,
      TND: 3,
      CLF: 4,
      UYW: 4,
      IDR: 2,
      HUF: 2,
    };
    expect(Object.fromEntries(Object.keys(known).map((code) => [code, minorUnits(code)]))).toEqual(known);
  });

  it('are all of three capital letters, each once', () => {
    const codes = listCurrencies();
    expect(codes).toHaveLength(new Set(codes).size);
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(codes.length).toBeGreaterThan(150);
  });

  it('refuse what is no currency of an amount', () => {
    for (const code of ['XXX', 'XAU', 'twd', 'EURO', '', 'constructor']) {
      expect(isCurrency(code)).toBe(false);
      expect(() => minorUnits(code)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    }
  });
});

describe('money', () => {
  it('is written at the minor unit of its currency', () => {
    expect(money('100000', 'TWD')).toEqual({ amount: '100000.00', currency: 'TWD' });
    expect(money('5', 'JPY')).toEqual({ amount: '5', currency: 'JPY' });
    expect(money('0.12345', 'EUR')).toEqual({ amount: '0.12345', currency: 'EUR' });
    expect(() => money('1', 'EURO')).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it('refuses digits that the field does not keep', () => {
    expect(toStoredMoney({ amount: '12.34', currency: 'EUR' }, 0)).toEqual({ amount: 1234, currency: 'EUR' });
    expect(toStoredMoney({ amount: '12.3456', currency: 'EUR' }, 4)).toEqual({ amount: 12345600, currency: 'EUR' });
    expect(() => toStoredMoney({ amount: '12.345', currency: 'EUR' }, 0)).toThrow(/digits after the point/);
    expect(() => toStoredMoney({ amount: '1.5', currency: 'JPY' }, 0)).toThrow(/digits after the point/);
  });

  it('shows digits beyond the minor unit only where they are not zero', () => {
    expect(fromStoredMoney({ amount: 123450, currency: 'EUR' }, 4)).toEqual({ amount: '0.12345', currency: 'EUR' });
    expect(fromStoredMoney({ amount: 120000, currency: 'EUR' }, 4)).toEqual({ amount: '0.12', currency: 'EUR' });
    expect(fromStoredMoney({ amount: 120000, currency: 'JPY' }, 4)).toEqual({ amount: '12', currency: 'JPY' });
  });

  it(`comes back from storage unchanged (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
        fc.constantFrom(...listCurrencies()),
        fc.constantFrom(0, 4),
        (amount, currency, extraDigits) => {
          const stored = { amount: toScaled(amount), currency };
          expect(toStoredMoney(fromStoredMoney(stored, extraDigits), extraDigits)).toEqual(stored);
        },
      ),
      { seed: SEED },
    );
  });
});
