import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHan } from '../chinese/han-tools.js';
import { splitPersonName } from './person-name.js';

await loadHan();

describe('splitPersonName', () => {
  it.each<[string, string, string]>([
    ['Smith, Robert J.', 'robert j', 'smith'],
    ['Dr. Robert J Smith Jr', 'robert j', 'smith jr'],
    ['Robert Smith, Jr.', 'robert', 'smith jr'],
    ['Robert Smith, PhD', 'robert', 'smith'],
    ['SMITH JR, ROBERT', 'robert', 'smith jr'],
    ['de la Cruz María', 'maria', 'de la cruz'],
    ['Maria de la Cruz', 'maria', 'de la cruz'],
    ['Vincent van Gogh', 'vincent', 'van gogh'],
    ["Sinéad O'Connor", 'sinead', 'oconnor'],
    ['Ronan O Brien', 'ronan', 'obrien'],
    ['Anna Smith-Jones', 'anna smith', 'jones'],
    ['Mr. and', '', 'and'],
    ['Cher', '', 'cher'],
    ['王小明', '小明', '王'],
    ['歐陽 娜娜', '娜娜', '欧阳'],
    ['Wang Xiaoming', 'xiaoming', 'wang'],
    ['WANG XIAO MING', 'xiao ming', 'wang'],
    ['Chen Mei-ling', 'mei ling', 'chen'],
    ['Mei-ling Chen', 'mei ling', 'chen'],
    ['Mei Ling Chen', 'mei ling', 'chen'],
    ['Xiaoming Wang', 'xiaoming', 'wang'],
    ['Cheung Kwok-wing', 'kwok wing', 'cheung'],
    ['Kwok-wing Cheung', 'kwok wing', 'cheung'],
    ['Hsu Chih-mo', 'chih mo', 'hsu'],
    ['Szeto Wah', 'wah', 'szeto'],
    ['Mr. Zhang Wei', 'wei', 'zhang'],
    ['Wei Zhang', 'wei', 'zhang'],
    ['Li Wang', 'li', 'wang'],
    ['Lin Xiaoming', 'xiaoming', 'lin'],
    ['Lee Manning', 'lee', 'manning'],
    ['Lee Anne Long', 'lee anne', 'long'],
    ['Lin May', 'lin', 'may'],
    ['Ma Lisa', 'ma', 'lisa'],
    ['Long John Silver', 'long john', 'silver'],
    ['Chen, Mei-ling', 'mei ling', 'chen'],
    ['', '', ''],
    ['N/A', '', ''],
    [' , ', '', ''],
  ])('splits %s', (raw, given, surname) => {
    expect(splitPersonName(raw)).toEqual({ given, surname });
  });

  it('never throws and gives parts that stay as they are when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (raw) => {
        const name = splitPersonName(raw);
        expect(splitPersonName(raw)).toEqual(name);
        expect(name.given.trim()).toBe(name.given);
        expect(name.surname.trim()).toBe(name.surname);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });
});
