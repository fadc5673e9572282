import { describe, expect, it } from 'vitest';
import { areaOfPhone } from './area-of-phone.js';
import { romanisationKey } from './romanisation-key.js';

describe('areaOfPhone', () => {
  it.each([
    ['(07)380-1000', 'Kaohsiung'],
    ['02-2531-7099', 'Taipei'],
    ['+886 3 578 2258', 'Hsinchu'],
    ['886-4-8652321', 'Changhua'],
    ['(037)582997', 'Miaoli'],
    ['089-123456', 'Taitung'],
    ['+86 21 5888 8888', 'Shanghai'],
  ])('places %s in %s', (phone, city) => {
    expect(areaOfPhone(phone)).toContain(romanisationKey(city));
  });

  it('reads national numbers of the mainland when told so', () => {
    expect(areaOfPhone('0755-86013388', 'CN')).toEqual([romanisationKey('shenzhen')]);
  });

  it.each(['0912345678', '+886912345678', '13812345678', '2531-7099', '', '+1 212 555 0100'])(
    'says nothing of %j',
    (phone) => {
      expect(areaOfPhone(phone)).toEqual([]);
    },
  );
});
