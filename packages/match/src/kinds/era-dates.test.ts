import { describe, expect, it } from 'vitest';
import { sampleValues } from '../guess/column-sample.js';
import { guessColumns } from '../guess/guess-fields.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { date } from './date.js';

describe('dates with Chinese signs', () => {
  it.each([
    ['民國74年5月20日', '1985-05-20'],
    ['中華民國七十四年五月二十日', '1985-05-20'],
    ['民国 74.5.20', '1985-05-20'],
    ['民國74/05/20', '1985-05-20'],
    ['民國0740520', '1985-05-20'],
    ['74年5月20日', '1985-05-20'],
    ['７４年５月２０日', '1985-05-20'],
    ['民國元年1月1日', '1912-01-01'],
    ['103年12月3日', '2014-12-03'],
    ['民國74年5月', '1985-05'],
    ['1985年5月20日', '1985-05-20'],
    ['西元１９８５年５月２０日', '1985-05-20'],
    ['一九八五年五月二十日', '1985-05-20'],
    ['昭和60年5月20日', '1985-05-20'],
    ['５月２０日', ''],
  ])('reads %s', (raw, canonical) => {
    expect(date.normalise(raw)).toBe(canonical);
  });

  it('keeps a year without era as it is written, for it may be of two calendars', () => {
    expect(date.normalise('74.05.20')).toBe('0074-05-20');
    expect(date.normalise('103/05/20')).toBe('0103-05-20');
    expect(date.normalise('0074-05-20')).toBe('0074-05-20');
    expect(date.normalise('0001-01-01')).toBe('');
    expect(date.normalise('31.05.20')).toBe('2020-05-31');
  });

  it.each([
    ['1985-05-20', 'near'],
    ['1974-05-20', 'near'],
    ['1986-05-20', 'parts'],
    ['1985-06-21', 'weak'],
    ['1988-06-21', 'different'],
  ])('compares 74.05.20 with %s as %s', (other, level) => {
    const dictionary = new GrowingDictionary();
    const [bare, full] = [dictionary.intern(date.normalise('74.05.20')), dictionary.intern(date.normalise(other))];
    expect(date.levels[date.comparator(dictionary)(bare, full)]?.id).toBe(level);
  });

  it('tells a column of them from other texts', () => {
    const values = ['民國74.5.20', '７５年６月１日', '民國 80/12/31', '六十年二月三日'];
    expect(guessColumns([sampleValues('x', values)])[0]?.kind).toBe('date');
  });
});
