import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCurrency, listCurrencies, minorUnits } from './currency.js';
import { toScaled } from './decimal.js';
import { fromStoredMoney, money, toStoredMoney } from './money.js';

const SEED = 12;

describe('currencies', () => {
  it('have the minor units of ISO 4217, also those that were withdrawn since 2023', () => {
    const digits: readonly (readonly [number, string])[] = [
      [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
      [
        2,
        [
          'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE',
          'CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD',
          'HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK',
          'MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD',
          'RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH',
          'USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
        ].join(' '),
      ],
      [2, 'ANG BGN HRK SLL ZWL'],
      [3, 'BHD IQD JOD KWD LYD OMR TND'],
      [4, 'CLF UYW'],
    ];
    const known = digits.flatMap(([count, codes]) => codes.split(' ').map((code) => [code, count] as const));
    expect(listCurrencies()).toEqual(known.map(([code]) => code).sort());
    expect(known.filter(([code, count]) => minorUnits(code) !== count)).toEqual([]);
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
