import type { Expression, Literal, Window } from '../expression/node.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { entityOf, findField } from '../storage/field-of.js';
import { EARLIEST_INSTANT } from '../values/date.js';
import { formatInstant } from '../values/instant.js';
import { windowBounds } from '../values/window.js';
import { allOf } from './combine-conditions.js';

/** Where a node stands, and the instant it is about. */
interface Level {
  readonly schema: StorageSchema;
  readonly entity: string;
  readonly now: number;
}

type Node = { readonly [key: string]: unknown };

/**
 * Writes the instant into a condition: `now` and windows become comparisons with constants. A rule of access stands on
 * the clock of each call, while a cursor carries the `now` of its first page, which its holder could set.
 *
 * @param expression - checked and normalised
 * @param schema - of the model
 * @param entity - the entity it stands on
 * @param now - UTC milliseconds
 * @example
 * bindNow({ op: 'lt', left: { op: 'field', path: ['createdAt'] }, right: { op: 'now' } }, schema, 'party', 0);
 */
export function bindNow(expression: Expression, schema: StorageSchema, entity: string, now: number): Expression {
  return bind(expression, { schema, entity, now }) as Expression;
}

function bind(node: unknown, level: Level): unknown {
  if (Array.isArray(node)) return node.map((item) => bind(item, level));
  if (typeof node !== 'object' || node === null) return node;
  const { op, rel, where, window, field, offset, ...rest } = node as Node;
  if (op === 'lit') return node;
  if (op === 'now') return instant(level.now);
  if (op === 'within') return inWindow(field as readonly string[], window as Window, offset as string, level);
  const relation = typeof rel === 'string' ? entityOf(level.schema, level.entity).relations[rel] : undefined;
  if (relation === undefined)
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, bind(child, level)]));
  const inside = { ...level, entity: relation.entity };
  const moving = window as { readonly field?: readonly string[]; readonly window: Window } | undefined;
  const condition = allOf([
    where === undefined ? null : (bind(where, inside) as Expression),
    moving === undefined ? null : inWindow(moving.field ?? [timeOf(inside)], moving.window, undefined, inside),
  ]);
  return { op, rel, ...rest, ...(condition && { where: condition }) };
}

function timeOf({ schema, entity }: Level): string {
  return entityOf(schema, entity).time ?? '';
}

function inWindow(path: readonly string[], window: Window, offset: string | undefined, level: Level): Expression {
  const field = { op: 'field', path } as const;
  const { after, until, fromDate, untilDate } = windowBounds(window, level.now, offset);
  if (findField(entityOf(level.schema, level.entity), path)?.type.type === 'date') {
    return { op: 'between', arg: field, low: date(fromDate ?? ''), high: date(untilDate ?? '') };
  }
  const end: Expression = { op: 'lte', left: field, right: instant(until) };
  if (after < EARLIEST_INSTANT) return end;
  return { op: 'and', args: [{ op: 'lt', left: instant(after), right: field }, end] };
}

function instant(ms: number): Literal {
  return { op: 'lit', type: 'instant', value: formatInstant(ms) };
}

function date(value: string): Literal {
  return { op: 'lit', type: 'date', value };
}
