// The pair stage as SQL for DuckDB, from the fields and rules of a learned model.
import { DuckDBDataChunk, DuckDBInstance, type DuckDBType, INTEGER, LIST, UINTEGER, VARCHAR } from '@duckdb/node-api';
import type { BlockingRule } from '../src/block/rule.js';
import type { KindName } from '../src/kinds/kind.js';
import type { Field, RecordSet } from '../src/records/record-set.js';

/** The keys of a rule as numbers: of every record one or null, or a list. */
interface KeyColumn {
  readonly name: string;
  readonly isMultiple: boolean;
  readonly keys: readonly (number | null | readonly number[])[];
}

/** A rule that SQL can tell from the texts. */
interface KeyExpression {
  readonly shared: string;
}

/** A condition on two texts that differ, and the level it stands for. */
type SqlLevel = readonly [level: string, condition: (left: string, right: string) => string];

const jaroWinkler =
  (least: number) =>
  (left: string, right: string): string =>
    `jaro_winkler_similarity(${left}, ${right}) >= ${least}`;
const edits =
  (most: number) =>
  (left: string, right: string): string =>
    `damerau_levenshtein(${left}, ${right}) <= ${most}`;
const sharing =
  (part: (text: string) => string) =>
  (left: string, right: string): string =>
    `${part(left)} = ${part(right)}`;

const PLACE: readonly SqlLevel[] = [
  ['close', jaroWinkler(0.93)],
  ['similar', jaroWinkler(0.85)],
];

/**
 * The levels of the engine as far as SQL tells them, strongest first. What is missing costs DuckDB nothing: nicknames,
 * names of one sound, double names, weak agreement of dates, the street without its number, words that are rare.
 */
const LEVELS: { readonly [kind in KindName]?: readonly SqlLevel[] } = {
  givenName: [
    ['close', jaroWinkler(0.92)],
    ['similar', jaroWinkler(0.85)],
    [
      'initial',
      (left, right) => `(length(${left}) = 1 OR length(${right}) = 1) AND left(${left}, 1) = left(${right}, 1)`,
    ],
  ],
  surname: [
    ['close', jaroWinkler(0.92)],
    ['similar', jaroWinkler(0.85)],
  ],
  date: [
    [
      'swapped',
      (left, right) => `left(${left}, 4) || right(${left}, 2) || substr(${left}, 6, 2) = replace(${right}, '-', '')`,
    ],
    ['near', edits(1)],
    ['parts', sharing((text) => `left(${text}, 7)`)],
  ],
  email: [
    ['typo', edits(2)],
    ['sameUser', sharing((text) => `split_part(${text}, '@', 1)`)],
  ],
  phone: [
    ['typo', edits(1)],
    ['suffix', sharing((text) => `right(${text}, 7)`)],
  ],
  postcode: [
    ['typo', edits(1)],
    ['area', sharing((text) => `left(${text}, -3)`)],
  ],
  identifier: [['typo', edits(1)]],
  street: [
    ['close', jaroWinkler(0.93)],
    ['similar', jaroWinkler(0.87)],
  ],
  city: PLACE,
  region: PLACE,
  country: PLACE,
  organization: PLACE,
  address: PLACE,
  text: PLACE,
};

/** The key families that SQL can tell from a text. */
const FAMILIES: { readonly [family: string]: (text: string) => string } = {
  exact: (text) => text,
  prefix3: (text) => `left(${text}, 3)`,
  prefix4: (text) => `left(${text}, 4)`,
  initial: (text) => `left(${text}, 1)`,
  user: (text) => `split_part(${text}, '@', 1)`,
  last6: (text) => `right(${text}, 6)`,
  last7: (text) => `right(${text}, 7)`,
  year: (text) => `left(${text}, 4)`,
  yearMonth: (text) => `CASE WHEN length(${text}) > 6 THEN left(${text}, 7) END`,
  monthDay: (text) => `CASE WHEN length(${text}) = 10 THEN right(${text}, 5) END`,
};

/** DuckDB with the records in a table, ready to run its statement. */
export interface DuckDbPeer {
  /** Runs the pair stage into a new table; answers how many pairs that has. */
  readonly run: () => Promise<{ readonly seconds: number; readonly pairs: number }>;
  readonly version: string;
  readonly close: () => void;
}

/**
 * Loads normalised texts into DuckDB, and the keys of rules that are no SQL.
 *
 * @param set - the fields as the engine has them
 * @param rules - the blocking rules, in their order
 * @param mostInBlock - larger blocks are left out, as the engine does
 * @param skipped - by rule the keys whose blocks the engine left out; the keys of such a rule are made beforehand
 * @param threads - of DuckDB
 */
export async function openDuckDb(
  set: RecordSet,
  rules: readonly BlockingRule[],
  mostInBlock: number,
  skipped: readonly (readonly number[])[],
  threads: number,
): Promise<DuckDbPeer> {
  const instance = await DuckDBInstance.create(':memory:', { threads: `${threads}` });
  const connection = await instance.connect();
  const sharedKeys = rules.map(
    (rule, at) =>
      (skipped[at]?.length === 0 ? expressKeys(set, rule) : undefined) ??
      numberKeys(set, rule, `key${at}`, mostInBlock),
  );
  const keys = sharedKeys.flatMap((key) => ('shared' in key ? [] : [key]));
  const names = ['id', ...set.fields.map((_, at) => `field${at}`), ...keys.map(({ name }) => name)];
  const types: DuckDBType[] = [
    INTEGER,
    ...set.fields.map(() => VARCHAR),
    ...keys.map(({ isMultiple }) => (isMultiple ? LIST(UINTEGER) : UINTEGER)),
  ];
  await connection.run(`CREATE TABLE people (${names.map((name, at) => `${name} ${types[at]}`).join(', ')})`);
  const appender = await connection.createAppender('people');
  for (let from = 0; from < set.length; from += CHUNK) {
    const records = Array.from({ length: Math.min(CHUNK, set.length - from) }, (_, at) => from + at);
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns([
      records,
      ...set.fields.map((field) => records.map((record) => textOf(field, record))),
      ...keys.map((column) => records.map((record) => column.keys[record] ?? null)),
    ] as Parameters<typeof chunk.setColumns>[0]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const sql = pairStatement(set.fields, sharedKeys);
  const read = async (query: string): Promise<unknown> => (await connection.runAndReadAll(query)).getRows()[0]?.[0];
  return {
    version: String(await read('SELECT version()')),
    run: async () => {
      await connection.run('DROP TABLE IF EXISTS compared');
      const start = performance.now();
      await connection.run(sql);
      const seconds = (performance.now() - start) / 1000;
      return { seconds, pairs: Number(await read('SELECT count(*) FROM compared')) };
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Rows of one vector of DuckDB. */
const CHUNK = 2048;

function textOf({ column }: Field, record: number): string | null {
  const text = column.ids[record] as number;
  return text === 0 ? null : column.dictionary.text(text);
}

/** The condition that two records share the key of a rule; `undefined` when a family of it is no SQL. */
function expressKeys({ fields }: RecordSet, rule: BlockingRule): KeyExpression | undefined {
  const parts = rule.atoms.map(({ field, family }) => {
    const express = FAMILIES[family];
    const column = `field${fields.findIndex(({ name }) => name === field)}`;
    return express === undefined ? undefined : `${express(`l.${column}`)} = ${express(`r.${column}`)}`;
  });
  return parts.includes(undefined) ? undefined : { shared: parts.join(' AND ') };
}

/** Gives every distinct key of a rule a number; those of blocks that are left out become null. */
function numberKeys({ length, fields }: RecordSet, rule: BlockingRule, name: string, mostInBlock: number): KeyColumn {
  const atoms = rule.atoms.map(({ field: wanted, family: id }) => {
    const field = fields.find((each) => each.name === wanted);
    const family = field?.kind.keys.find((each) => each.id === id);
    if (field === undefined || family === undefined) throw new Error(`Rule ${rule.id} names what is not there.`);
    const known = new Map<number, readonly string[]>();
    return {
      isMultiple: family.isMultiple ?? false,
      keysOf: (record: number): readonly string[] => {
        const text = field.column.ids[record] as number;
        if (text === 0) return [];
        const cached = known.get(text);
        if (cached !== undefined) return cached;
        const own = family.key(field.column.dictionary.text(text));
        const list = (typeof own === 'string' ? [own] : own).filter((key) => key !== '');
        known.set(text, list);
        return list;
      },
    };
  });
  const numbers = new Map<string, number>();
  const sizes: number[] = [];
  const lists: (readonly number[])[] = [];
  for (let record = 0; record < length; record++) {
    let keys: readonly string[] = [''];
    for (const { keysOf } of atoms) keys = keys.flatMap((key) => keysOf(record).map((own) => `${key}\n${own}`));
    lists.push(
      [...new Set(keys)].map((key) => {
        const number = numbers.get(key) ?? numbers.size;
        numbers.set(key, number);
        sizes[number] = (sizes[number] ?? 0) + 1;
        return number;
      }),
    );
  }
  const kept = lists.map((list) => list.filter((number) => (sizes[number] as number) <= mostInBlock));
  const isMultiple = atoms.some((atom) => atom.isMultiple);
  return { name, isMultiple, keys: isMultiple ? kept : kept.map(([key]) => key ?? null) };
}

/** One statement: the pairs of every rule that no earlier rule yields, and the level of every field. */
function pairStatement(fields: readonly Field[], keys: readonly (KeyColumn | KeyExpression)[]): string {
  const levels = fields.map(({ kind }, at) => {
    const [left, right] = [`l.field${at}`, `r.field${at}`];
    const between = (LEVELS[kind.name] ?? []).map(([level, condition]) => {
      const place = kind.levels.findIndex(({ id }) => id === level);
      if (place < 0) throw new Error(`Kind ${kind.name} has no level ${level}.`);
      return `WHEN ${condition(left, right)} THEN ${place + 1}`;
    });
    return (
      `CASE WHEN ${left} IS NULL OR ${right} IS NULL THEN 0 WHEN ${left} = ${right} THEN ${kind.levels.length} ` +
      `${between.join(' ')} ELSE 1 END::UTINYINT AS level${at}`
    );
  });
  const shared = (key: KeyColumn | KeyExpression): string => {
    if ('shared' in key) return key.shared;
    return key.isMultiple ? `list_has_any(l.${key.name}, r.${key.name})` : `l.${key.name} = r.${key.name}`;
  };
  const parts = keys.map((key, at) => {
    const apart = keys.slice(0, at).map((earlier) => ` AND NOT coalesce(${shared(earlier)}, false)`);
    const select = `SELECT l.id AS a, r.id AS b, ${levels.join(', ')} FROM`;
    if ('shared' in key || !key.isMultiple) {
      return `${select} people l JOIN people r ON ${shared(key)} AND l.id < r.id${apart.join('')}`;
    }
    const keyed = `(SELECT id, unnest(${key.name}) AS key FROM people)`;
    const ids = `SELECT DISTINCT x.id AS a, y.id AS b FROM ${keyed} x JOIN ${keyed} y ON x.key = y.key AND x.id < y.id`;
    return `${select} (${ids}) pair JOIN people l ON l.id = pair.a JOIN people r ON r.id = pair.b WHERE true${apart.join('')}`;
  });
  return `CREATE TABLE compared AS ${parts.join(' UNION ALL ')}`;
}
