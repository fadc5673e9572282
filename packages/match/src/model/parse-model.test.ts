import { InvalidModelError } from '@crmkit/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import type { FieldSpec } from '../records/field-spec.js';
import { SMALL_FIELDS, SMALL_RULES, smallRows } from '../resolver/small-people.js';
import { diffModels } from './diff-models.js';
import { fingerprintModel } from './fingerprint-model.js';
import type { MatchModel } from './match-model.js';
import { parseModel } from './parse-model.js';

let model: MatchModel;
beforeAll(async () => {
  const learned = await dedupe(smallRows(200, 42), { fields: SMALL_FIELDS });
  model = {
    ...learned.model,
    blocking: { isExhaustive: false, rules: SMALL_RULES, skippedKeys: SMALL_RULES.map(() => [5]) },
  };
});

/** Customers of branches, each of which has a manager and a channel of its own. */
const branchRows = Array.from({ length: 600 }, (_, at) => ({
  id: String(at),
  first: ['Ada', 'Ben', 'Cleo', 'Dov', 'Eve', 'Finn', 'Gus'][(at * at) % 7] as string,
  last: `Name${(at * 7919) % 149}`,
  branch: `branch ${((at * 104_729) % 1009) % 10}`,
  manager: `manager ${((at * 104_729) % 1009) % 10}`,
}));
const BRANCH_FIELDS: readonly FieldSpec[] = [
  { name: 'first', kind: 'givenName', columns: ['first'] },
  { name: 'branch', kind: 'category', columns: ['branch'] },
  { name: 'last', kind: 'surname', columns: ['last'] },
  { name: 'manager', kind: 'category', columns: ['manager'] },
];

type Path = readonly (string | number)[];

/** A copy of the model as JSON with one value replaced. */
function withValue(path: Path, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(model));
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step];
  at[path.at(-1) as string] = value;
  return copy;
}

describe('a model from JSON', () => {
  it('decides exactly as the one that was learned', async () => {
    const copy = parseModel(JSON.parse(JSON.stringify(model)));
    expect(copy).toEqual(model);
    expect(fingerprintModel(copy)).toBe(fingerprintModel(model));
    const rows = smallRows(150, 9);
    const [one, other] = [await dedupe(rows, { model }), await dedupe(rows, { model: copy })];
    expect([...other.clusters()]).toEqual([...one.clusters()]);
    expect([...other.pairs({ least: 0 })]).toEqual([...one.pairs({ least: 0 })]);
  });

  it('is the same model in whatever order its keys stand', () => {
    const reversed = Object.fromEntries(Object.entries(model).toReversed()) as unknown as MatchModel;
    expect(fingerprintModel(reversed)).toBe(fingerprintModel(model));
    expect(fingerprintModel({ ...model, threshold: model.threshold + 1e-9 })).not.toBe(fingerprintModel(model));
  });

  it('names the fields that go together, and decides by them as the one that was learned', async () => {
    const learned = await dedupe(branchRows, { fields: BRANCH_FIELDS });
    expect(learned.model.groups).toEqual([['first'], ['branch', 'manager'], ['last']]);
    const copy = parseModel(JSON.parse(JSON.stringify(learned.model)));
    expect([...(await dedupe(branchRows, { model: copy })).pairs({ least: 0 })]).toEqual([
      ...learned.pairs({ least: 0 }),
    ]);
    // A model in which they stand alone is read as it is, too.
    const apart: MatchModel = {
      ...copy,
      groups: BRANCH_FIELDS.map(({ name }) => [name]),
      classes: copy.classes.map((each) => ({ ...each, cells: BRANCH_FIELDS.map(() => []) })),
    };
    expect(parseModel(apart)).toBe(apart);
    expect(diffModels(copy, apart).map(({ path, change }) => `${change} ${path}`)).toEqual([
      'removed groups.branch + manager',
      'added groups.branch',
      'added groups.manager',
    ]);
  });

  const wrong: readonly (readonly [string, Path, unknown])[] = [
    ['format', ['format'], 'other'],
    ['version', ['version'], 2],
    ['fields', ['fields'], []],
    ['fields.0.kind', ['fields', 0, 'kind'], 'colour'],
    ['fields.0.columns', ['fields', 0, 'columns'], []],
    ['fields.1.name', ['fields', 1, 'name'], 'given'],
    ['fields.0.part', ['fields', 0, 'part'], 'middle'],
    ['fields.0.party', ['fields', 0, 'party'], 'firm'],
    ['fields.0.either', ['fields', 0, 'either'], true],
    ['fields.0.fill', ['fields', 0, 'fill'], 'name'],
    [
      'fields.0.fill.1.part',
      ['fields', 0, 'fill'],
      [
        { column: 'a', part: 'given' },
        { column: 'b', part: 'middle' },
      ],
    ],
    ['blocking.rules.0.atoms.1.field', ['blocking', 'rules', 0, 'atoms', 1, 'field'], 'unknown'],
    ['blocking.rules.0.atoms.0.family', ['blocking', 'rules', 0, 'atoms', 0, 'family'], 'unknown'],
    ['blocking.rules.2.atoms', ['blocking', 'rules', 2, 'atoms'], []],
    ['blocking.skippedKeys', ['blocking', 'skippedKeys'], []],
    [
      'blocking.rules.0.atoms',
      ['blocking', 'rules', 0, 'atoms'],
      Array.from({ length: 3 }, () => ({ field: 'email', family: 'exact' })),
    ],
    ['blocking.skippedKeys.1', ['blocking', 'skippedKeys', 1], [1.5]],
    ['groups', ['groups'], []],
    ['groups.0', ['groups', 0], []],
    ['groups.0.0', ['groups', 0, 0], 'nobody'],
    ['groups.1.0', ['groups', 1, 0], 'given'],
    ['groups.0', ['groups'], [['given', 'surname', 'born', 'email', 'phone', 'city', 'company']]],
    ['classes', ['classes'], []],
    ['classes.0.name', ['classes', 0, 'name'], 'friends'],
    ['classes.1.name', ['classes', 1, 'name'], 'same'],
    ['classes.0.rate', ['classes', 0, 'rate'], 0],
    ['classes.0.levels.born', ['classes', 0, 'levels', 'born'], [0.5, 0.5]],
    ['classes.1.levels.nobody', ['classes', 1, 'levels', 'nobody'], []],
    ['classes.0.cells', ['classes', 0, 'cells'], []],
    ['frequencies.nobody', ['frequencies', 'nobody'], { common: {}, rest: 0.1 }],
    ['frequencies.given.rest', ['frequencies', 'given', 'rest'], 0],
    ['frequencies.given.common', ['frequencies', 'given', 'common'], { bob: 3 }],
    ['learned.nobody', ['learned', 'nobody'], {}],
    ['learned.given', ['learned', 'given'], { records: 1, words: [] }],
    ['threshold', ['threshold'], null],
    ['plausibleSize', ['plausibleSize'], '12'],
    ['cleanSources', ['cleanSources'], 0],
    ['trainedOn', ['trainedOn'], undefined],
    ['trainedOn.expectedRecall', ['trainedOn', 'expectedRecall'], 1.5],
  ];
  it.each(wrong)('is refused for what is wrong at %s', (path, place, value) => {
    expect(() => parseModel(withValue(place, value))).toThrow(
      expect.objectContaining({ name: InvalidModelError.name, code: 'INVALID_MODEL', path }),
    );
  });

  it.each<[string, Path, unknown]>([
    ['learned.firm.records', ['records'], -1],
    ['learned.firm.words', ['words'], { acme: 2 }],
    ['learned.firm.words.0', ['words'], ['acme']],
    ['learned.firm.words.0.1', ['words'], [['acme', '2']]],
    ['learned.firm.words.0', ['words'], [['acme', 2, 3]]],
    ['learned.firm.han', ['han'], []],
    ['learned.firm.han.counts', ['han', 'counts'], { 電: 'many' }],
  ])('is refused for what is wrong of what was learned at %s', async (path, place, value) => {
    const firms = Array.from({ length: 30 }, (_, at) => ({ firm: `Acme ${at >> 1} Ltd`, city: `city ${at >> 1}` }));
    const fields = [{ name: 'firm', kind: 'organization', columns: ['firm'] }] as const;
    const copy = JSON.parse(JSON.stringify((await dedupe(firms, { fields })).model));
    expect(parseModel(copy)).toBe(copy);
    let at = copy.learned.firm;
    for (const step of place.slice(0, -1)) at = at[step];
    at[place.at(-1) as string] = value;
    expect(() => parseModel(copy)).toThrow(expect.objectContaining({ code: 'INVALID_MODEL', path }));
  });

  it('is refused when probabilities do not add up', () => {
    const levels = [...(model.classes[0]?.levels.given ?? [])];
    levels[0] = (levels[0] as number) + 0.01;
    expect(() => parseModel(withValue(['classes', 0, 'levels', 'given'], levels))).toThrow(/add up to 1\.01, not 1/);
  });

  it.each([null, 7, 'model', [], {}])('is refused for %j', (json) => {
    expect(() => parseModel(json)).toThrow(expect.objectContaining({ code: 'INVALID_MODEL' }));
  });
});

describe('the difference of two models', () => {
  it('is nothing for the same model', () => {
    expect(diffModels(model, JSON.parse(JSON.stringify(model)))).toEqual([]);
  });

  it('names rules, fields, threshold and how far probabilities moved', () => {
    const [first, ...rest] = model.blocking.rules;
    const [before] = model.classes;
    const given = before?.levels.given ?? [];
    const moved = given.map((value, level) => (level === 1 ? value * 2 : level === 2 ? value * 1.01 : value));
    const after: MatchModel = {
      ...model,
      threshold: model.threshold + 1,
      fields: model.fields.map((field) => (field.name === 'city' ? { ...field, columns: ['town'] } : field)),
      blocking: { ...model.blocking, rules: rest, skippedKeys: rest.map(() => []) },
      classes: model.classes.map((each, at) =>
        at === 0 ? { ...each, levels: { ...each.levels, given: moved } } : each,
      ),
    };
    const differences = diffModels(model, after);
    expect(differences.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'changed fields.city',
      `removed blocking.rules.${first?.id}`,
      'changed blocking.skippedKeys',
      'changed classes.same.levels.given.1',
      'changed threshold',
    ]);
    expect(differences[0]?.message).toBe('fields.city: city of city (whole) → city of town (whole)');
    expect(differences[3]?.bits).toBeCloseTo(1, 9);
    expect(differences[3]?.message).toMatch(/\(\+1\.00 bits\)$/);
    expect(diffModels(after, model).some(({ change }) => change === 'added')).toBe(true);
  });

  it('tells how many texts are common in one model alone', async () => {
    const { model: other } = await dedupe(smallRows(200, 77), { fields: SMALL_FIELDS });
    const differences = diffModels(model, other);
    expect(
      differences.some(({ message }) => /^frequencies\.\w+\.common: \d+ texts more, \d+ fewer$/.test(message)),
    ).toBe(true);
    expect(differences.some(({ path }) => path === 'learned.company')).toBe(true);
  });
});
