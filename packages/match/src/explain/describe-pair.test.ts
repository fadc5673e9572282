import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import { kindNames, kindOf } from '../kinds/index-of-kinds.js';
import { describePair } from './describe-pair.js';
import { explainPair } from './explain-pair.js';
import { sampleCustomers } from './sample-customers.js';
import { describeLevel, describeStrength, formatProbability } from './words.js';

const found = await dedupe(sampleCustomers(1500), { id: 'id' });

describe('describing a pair', () => {
  it('has words for every level of every kind, in both languages', () => {
    for (const name of kindNames) {
      for (const { id } of kindOf(name).levels) {
        expect(describeLevel(id, name, 'column', 'en'), `${name} ${id}`).not.toMatch(/[:{}]/);
        expect(describeLevel(id, name, '欄', 'zh'), `${name} ${id}`).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });

  it('tells the verdict, the values and the sum of an accepted pair', () => {
    const pair = [...found.pairs()].find(({ left, right }) => right === `${left}-b`);
    const explanation = explainPair(found, pair?.left as string, pair?.right as string);
    const text = describePair(explanation, 'en').join('\n');
    expect(text).toMatch(/^Most likely the same customer; .* They are in one cluster\.\n/);
    expect(text).toContain('the pair is accepted');
    expect(text).toContain('Brought together by the rule');
    for (const step of explanation.steps) {
      if (step.type === 'evidence')
        for (const { left, level } of step.fields) if (level !== null) expect(text).toContain(left);
    }
    const chinese = describePair(explanation, 'zh');
    expect(chinese[0]).toMatch(/^最可能是同一位客戶/);
    expect(chinese).toHaveLength(text.split('\n').length);
  });

  it('says of strangers that no rule brings them together and what would have had to agree', () => {
    const text = describePair(explainPair(found, 'c0', 'c777')).join('\n');
    expect(text).toContain('Not compared: no rule brings them together.');
    expect(text).toMatch(/It would have taken the same|would have been enough/);
  });

  it('sorts strong evidence before weak and says how strong it is', () => {
    expect(describeStrength(19, 'en')).toBe('strong: +19.0 bits');
    expect(describeStrength(-4, 'en')).toBe('clear against: −4.0 bits');
    expect(describeStrength(-4, 'zh')).toBe('明顯反對，−4.0 位元');
    expect(describeStrength(0.01, 'en')).toBe('says little: +0.0 bits');
    expect(formatProbability(1)).toBe('> 99.99 %');
    expect(formatProbability(0.5)).toBe('50.0 %');
  });
});
