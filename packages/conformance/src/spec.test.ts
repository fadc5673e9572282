import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleGroups } from './rules/index.js';

const spec = readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8');
const written = [...spec.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* (.+)$/gm)].map(([, id, promise]) => `${id} ${promise}`);
const proved = ruleGroups.flatMap(({ rules }) => rules.map(({ id, promise }) => `${id} ${promise}`));

describe('SPEC.md', () => {
  it('has a case for every promise, and a promise for every case, in the same words and order', () => {
    expect(written).toEqual(proved);
  });

  it('uses no id twice', () => {
    const ids = ruleGroups.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('groups the promises under the titles of the suite', () => {
    const titles = [...spec.matchAll(/^## (.+)$/gm)].map(([, title]) => title?.toLowerCase());
    expect(titles).toEqual(ruleGroups.map(({ title }) => title.toLowerCase()));
  });
});
