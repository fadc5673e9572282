import type { FieldSchema, StorageSchema } from '../../model/storage-schema.js';
import type { Row, StoredValue } from '../../storage/contract.js';
import type { SeededRandom } from '../../values/seeded-random.js';
import { readPath } from '../read-path.js';
import { SAMPLE_NOWS, sampleValue } from './sample-values.js';

/** How many rows to make, and around which moment. */
export interface RandomRowsOptions {
  /** Rows of each entity; default 30. */
  readonly rows?: number;
  /** UTC milliseconds around which dates and instants lie; default the first of `SAMPLE_NOWS`. */
  readonly now?: number;
}

/** Rows by entity. */
export type RowsByEntity = { readonly [entity: string]: readonly Row[] };

/**
 * Makes rows for every entity of a schema, with awkward values, absences, and references to rows that exist.
 *
 * @returns rows by entity, ids unique per entity, `rev` `'1'`
 * @example
 * randomRows(createRandom(1), sampleSchema, { rows: 5 })['customer']?.length; // 5
 */
export function randomRows(random: SeededRandom, schema: StorageSchema, options: RandomRowsOptions = {}): RowsByEntity {
  const count = options.rows ?? 30;
  const now = options.now ?? SAMPLE_NOWS[0] ?? 0;
  const made: { [entity: string]: readonly Row[] } = {};
  for (const entity of Object.values(schema.entities)) {
    const rows: Row[] = [];
    for (let index = 0; index < count; index++) {
      const last = rows.at(-1);
      const custom = drawFields(random, entity.custom, last?.custom ?? {}, count, now);
      const fields = drawFields(random, entity.fields, last ?? {}, count, now);
      rows.push({
        id: rowId(entity.name, index),
        rev: '1',
        ...fields,
        ...(Object.keys(custom).length > 0 ? { custom } : {}),
      });
    }
    made[entity.name] = rows;
  }
  return made;
}

/**
 * Finds related rows among rows in memory, as evaluation environments ask for them.
 *
 *
 * @example
 * const generated = randomRows(createRandom(1), sampleSchema, { rows: 5 });
 * const [customer] = generated['customer'] ?? [];
 * const orders = customer && relatedAmong(sampleSchema, generated)('customer', 'orders', customer);
 */
export function relatedAmong(
  schema: StorageSchema,
  rows: RowsByEntity,
): (entity: string, relation: string, row: Row) => readonly Row[] {
  const index = new Map<string, Map<StoredValue, Row[]>>();
  const rowsBy = (entity: string, field: string): Map<StoredValue, Row[]> => {
    const key = `${entity}.${field}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    const built = new Map<StoredValue, Row[]>();
    for (const row of rows[entity] ?? []) {
      const value = readPath(row, [field]);
      if (value !== null) built.set(value, [...(built.get(value) ?? []), row]);
    }
    index.set(key, built);
    return built;
  };
  return (entity, name, row) => {
    const relation = schema.entities[entity]?.relations[name];
    if (relation === undefined) return [];
    if (relation.kind === 'many') return rowsBy(relation.entity, relation.via).get(row.id) ?? [];
    const target = readPath(row, [relation.via]);
    return target === null ? [] : (rowsBy(relation.entity, 'id').get(target) ?? []);
  };
}

// Now and then a value is that of the row before, so that values meet, sort keys tie and last records share their time.
function drawFields(
  random: SeededRandom,
  fields: { readonly [field: string]: FieldSchema },
  last: { readonly [field: string]: unknown },
  count: number,
  now: number,
): { [field: string]: StoredValue } {
  const drawn: { [field: string]: StoredValue } = {};
  for (const [name, { type, nullable }] of Object.entries(fields)) {
    if (nullable && random.chance(0.25)) continue;
    const before = last[name];
    if (before !== undefined && random.chance(0.25)) drawn[name] = before as StoredValue;
    else if (type.type === 'ref')
      drawn[name] = rowId(type.entity, random.integer(0, Math.max(0, Math.floor(count * 0.6) - 1)));
    else drawn[name] = type.type === 'json' ? { kept: [1, 'two', null] } : sampleValue(random, type, now);
  }
  return drawn;
}

function rowId(entity: string, index: number): string {
  return `${entity}_${String(index).padStart(4, '0')}`;
}
