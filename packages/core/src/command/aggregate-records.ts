import { z } from 'zod';
import { invalidInput } from '../errors/invalid-input.js';
import type { InputIssue } from '../errors/invalid-input-error.js';
import { typeOfMeasure } from '../expression/type-of.js';
import { publishValue } from '../model/codec.js';
import type { FieldType } from '../model/field-type.js';
import type { EntitySchema } from '../model/storage-schema.js';
import { aggregateQuery } from '../storage/aggregate-query.js';
import type { AggregateQuery, AggregateRow } from '../storage/contract.js';
import { findField } from '../storage/field-of.js';
import { type AsOfOption, parseAsOf } from './as-of.js';
import { type Caller, modelEntity } from './caller.js';
import { checkOptions } from './check-options.js';
import { pastScope } from './read-past.js';
import { collectIssues, refuseIssues } from './record-parser.js';
import { restrictWhere } from './restrict-where.js';
import type { Where } from './where.js';

/** One measure: `count` needs no path; the others name the dotted field they measure. */
export interface Measure {
  readonly fn: 'count' | 'sum' | 'min' | 'max' | 'avg' | 'distinct';
  readonly path?: string;
}

/** What an aggregate may ask. */
export interface AggregateOptions {
  readonly where?: Where;
  /** Dotted fields. */
  readonly groupBy?: readonly string[];
  readonly asOf?: AsOfOption;
  readonly measures: { readonly [name: string]: Measure };
}

const measured = z.object({
  groupBy: z.array(z.string()).optional(),
  measures: z.record(
    z.string(),
    z.strictObject({ fn: z.enum(['count', 'sum', 'min', 'max', 'avg', 'distinct']), path: z.string().optional() }),
  ),
});

/** One group: key values and measures in public form; what has no value has no key. */
export interface RecordGroup {
  readonly group: { readonly [path: string]: unknown };
  readonly measures: { readonly [name: string]: unknown };
}

/** Measures the records the caller may see, optionally by groups. */
export async function aggregateRecords(
  caller: Caller,
  name: string,
  options: AggregateOptions,
): Promise<readonly RecordGroup[]> {
  const { schema } = modelEntity(caller.runtime, name);
  checkOptions(`${name}.aggregate`, options, ['where', 'groupBy', 'measures', 'asOf']);
  const checked = measured.safeParse(options);
  const issues: InputIssue[] = [];
  if (!checked.success) collectIssues(checked.error, '', issues);
  refuseIssues(`${name}.aggregate`, issues);
  const groups = await aggregateRows(caller, name, options);
  return groups.map(({ group, measures }) => ({
    group: Object.fromEntries(
      Object.entries(group).map(([path, value]) => [path, publishValue(value, { type: fieldType(schema, path) })]),
    ),
    measures: Object.fromEntries(
      Object.entries(measures).map(([key, value]) => {
        const measure = options.measures[key];
        return [key, measure === undefined ? value : publishValue(value, { type: measureType(schema, measure) })];
      }),
    ),
  }));
}

/** Counts the records the caller may see. */
export async function countRecords(
  caller: Caller,
  name: string,
  options: { readonly where?: Where; readonly asOf?: AsOfOption } = {},
): Promise<number> {
  checkOptions(`${name}.count`, options, ['where', 'asOf']);
  const groups = await aggregateRows(caller, name, { ...options, measures: { count: { fn: 'count' } } });
  return Number(groups[0]?.measures['count'] ?? 0);
}

async function aggregateRows(
  caller: Caller,
  name: string,
  options: AggregateOptions,
): Promise<readonly AggregateRow[]> {
  const { runtime, context } = caller;
  const { schema } = modelEntity(runtime, name);
  const measures = Object.entries(options.measures);
  const paths = [...(options.groupBy ?? []), ...measures.flatMap(([, { path }]) => (path === undefined ? [] : [path]))];
  for (const path of paths) fieldType(schema, path);
  const now = runtime.clock();
  const { where } = restrictWhere(caller, name, options.where, paths, now);
  const query: AggregateQuery = {
    measures: Object.fromEntries(
      measures.map(([key, { fn, path }]) => [key, { fn, ...(path !== undefined && { path: path.split('.') }) }]),
    ),
    now,
    ...(where && { where }),
    ...(options.groupBy && { groupBy: options.groupBy.map((path) => path.split('.')) }),
  };
  if (options.asOf === undefined) return runtime.storage.aggregate(context, name, query);
  return aggregateQuery(await pastScope(caller, name, query.where, parseAsOf(options.asOf)), query);
}

function fieldType(schema: EntitySchema, path: string): FieldType {
  const field = findField(schema, path.split('.'));
  if (field === null) throw invalidInput(`${schema.name}.aggregate`, path, 'there is no such field');
  return field.type;
}

/** The type a measure yields: counts are whole numbers, averages carry six more digits, the rest is like its field. */
function measureType(schema: EntitySchema, { fn, path }: Measure): FieldType {
  if (path === undefined) return { type: 'int' };
  return typeOfMeasure(fn, fieldType(schema, path));
}
