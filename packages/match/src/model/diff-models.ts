import { fillsOf } from '../records/field-spec.js';
import type { MatchModel, ModelClass } from './match-model.js';

/** One thing in which two models differ. */
export interface ModelDifference {
  /** Where it stands, such as `classes.same.levels.surname.3`. */
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** In English, with both values. */
  readonly message: string;
  /** How far a probability moved, as log2 of new by old; absent where it is none. */
  readonly bits?: number;
}

/**
 * Lists what is different in a second model: fields, rules, probabilities, threshold, what was learned of texts.
 *
 * @param a - the model before
 * @param b - the model after
 * @param options - `leastBits`: probabilities that moved less are left out. Default 0.1.
 * @example
 * const { model: before } = await dedupe(people, { id: 'id' });
 * const after = { ...before, threshold: before.threshold + 1 };
 * diffModels(before, after).map(({ message }) => message); // ['threshold: 1.2 → 1.4', …]
 */
export function diffModels(
  a: MatchModel,
  b: MatchModel,
  { leastBits = 0.1 }: { readonly leastBits?: number } = {},
): readonly ModelDifference[] {
  return [
    ...diffLists('fields', a.fields, b.fields, ({ name }) => name, describeField),
    ...diffValues('blocking.isExhaustive', a.blocking.isExhaustive, b.blocking.isExhaustive),
    ...diffLists(
      'blocking.rules',
      a.blocking.rules,
      b.blocking.rules,
      ({ id }) => id,
      ({ id }) => id,
    ),
    ...diffValues('blocking.skippedKeys', countKeys(a), countKeys(b), 'keys'),
    ...diffLists('groups', a.groups, b.groups, nameGroup, nameGroup),
    ...diffLists(
      'classes',
      a.classes,
      b.classes,
      ({ name }) => name,
      ({ name }) => name,
    ),
    ...a.classes.flatMap((before) => {
      const after = b.classes.find(({ name }) => name === before.name);
      return after === undefined ? [] : diffClasses(before, { ...after, cells: cellsAsIn(a, b, after) }, leastBits);
    }),
    ...diffFrequencies(a, b),
    ...diffLearned(a, b),
    ...diffValues('threshold', a.threshold, b.threshold),
    ...diffValues('plausibleSize', a.plausibleSize, b.plausibleSize, 'records'),
    ...diffValues('cleanSources', a.cleanSources, b.cleanSources),
    ...diffValues('trainedOn.records', a.trainedOn.records, b.trainedOn.records, 'records'),
    ...diffValues('trainedOn.pairs', a.trainedOn.pairs, b.trainedOn.pairs, 'pairs'),
  ];
}

function nameGroup(fields: readonly string[]): string {
  return fields.join(' + ');
}

/** Cells of a class of the second model by the groups of the first; none for groups that only one of them has. */
function cellsAsIn(a: MatchModel, b: MatchModel, { cells }: ModelClass): ModelClass['cells'] {
  const names = b.groups.map(nameGroup);
  return a.groups.map((group) => cells[names.indexOf(nameGroup(group))] ?? []);
}

function countKeys({ blocking }: MatchModel): number {
  return blocking.skippedKeys.reduce((sum, keys) => sum + keys.length, 0);
}

function describeField(field: MatchModel['fields'][number]): string {
  const { kind, columns, part = 'whole', dayFirst = false } = field;
  const fills = fillsOf(field).map(({ column, part: own }) => `${column} (${own})`);
  const rest = fills.length === 0 ? '' : `, filled from ${fills.join(', ')}`;
  return `${kind} of ${columns.join(' + ')} (${part})${dayFirst ? ', day first' : ''}${rest}`;
}

function diffLists<T>(
  path: string,
  before: readonly T[],
  after: readonly T[],
  idOf: (each: T) => string,
  describe: (each: T) => string,
): readonly ModelDifference[] {
  const known = new Map(before.map((each) => [idOf(each), describe(each)]));
  const now = new Map(after.map((each) => [idOf(each), describe(each)]));
  const differences: ModelDifference[] = [];
  for (const [id, text] of known) {
    const other = now.get(id);
    const at = `${path}.${id}`;
    if (other === undefined) differences.push({ path: at, change: 'removed', message: `${at}: dropped (${text})` });
    else if (other !== text) differences.push({ path: at, change: 'changed', message: `${at}: ${text} → ${other}` });
  }
  for (const [id, text] of now) {
    const at = `${path}.${id}`;
    if (!known.has(id)) differences.push({ path: at, change: 'added', message: `${at}: added (${text})` });
  }
  const [order, next] = [[...known.keys()].filter((id) => now.has(id)), [...now.keys()].filter((id) => known.has(id))];
  if (order.join('\n') !== next.join('\n')) {
    differences.push({ path, change: 'changed', message: `${path}: in another order` });
  }
  return differences;
}

function diffValues<T extends number | boolean>(path: string, a: T, b: T, unit = ''): readonly ModelDifference[] {
  if (a === b) return [];
  const tail = unit === '' ? '' : ` ${unit}`;
  return [{ path, change: 'changed', message: `${path}: ${show(a)} → ${show(b)}${tail}` }];
}

function show(value: number | boolean): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : String(value);
}

function diffClasses(a: ModelClass, b: ModelClass, leastBits: number): readonly ModelDifference[] {
  const path = `classes.${a.name}`;
  return [
    ...diffShares(`${path}.rate`, a.rate, b.rate, leastBits),
    ...Object.entries(a.levels).flatMap(([field, before]) =>
      (b.levels[field] ?? []).flatMap((after, level) =>
        diffShares(`${path}.levels.${field}.${level}`, before[level] ?? 0, after, leastBits),
      ),
    ),
    ...a.cells.flatMap((before, group) =>
      (b.cells[group] ?? []).flatMap((after, cell) =>
        diffShares(`${path}.cells.${group}.${cell}`, before[cell] ?? 0, after, leastBits),
      ),
    ),
  ];
}

function diffShares(path: string, a: number, b: number, leastBits: number): readonly ModelDifference[] {
  if (a === b) return [];
  const bits = Math.log2(b / a);
  if (Math.abs(bits) < leastBits) return [];
  const moved = Number.isFinite(bits) ? ` (${bits > 0 ? '+' : ''}${bits.toFixed(2)} bits)` : '';
  return [{ path, change: 'changed', message: `${path}: ${show(a)} → ${show(b)}${moved}`, bits }];
}

function diffFrequencies(a: MatchModel, b: MatchModel): readonly ModelDifference[] {
  return Object.entries(a.frequencies).flatMap(([field, before]) => {
    const after = b.frequencies[field];
    if (after === undefined) return [];
    const path = `frequencies.${field}`;
    const gone = Object.keys(before.common).filter((text) => !Object.hasOwn(after.common, text)).length;
    const come = Object.keys(after.common).filter((text) => !Object.hasOwn(before.common, text)).length;
    const texts: readonly ModelDifference[] =
      gone + come === 0
        ? []
        : [{ path: `${path}.common`, change: 'changed', message: `${path}.common: ${come} texts more, ${gone} fewer` }];
    return [...texts, ...diffValues(`${path}.rest`, before.rest, after.rest)];
  });
}

function diffLearned(a: MatchModel, b: MatchModel): readonly ModelDifference[] {
  return Object.keys(a.learned).flatMap((field) => {
    const [before, after] = [JSON.stringify(a.learned[field]), JSON.stringify(b.learned[field])];
    if (after === undefined || before === after) return [];
    return [
      { path: `learned.${field}`, change: 'changed' as const, message: `learned.${field}: rarity of words changed` },
    ];
  });
}
