import type { StorageSchema } from '../../model/storage-schema.js';
import type { AggregateNode, Expression } from '../node.js';
import { resolveRelation } from '../resolve.js';
import { typeOfNode } from '../type-of.js';
import { toCondition } from './condition.js';
import { ValueBuilder } from './value-builder.js';
import type { Condition } from './value-types.js';

/** Makes a condition on a related row. */
type Build = (row: never) => Expression;

/** The records that a relation leads to. */
export class RelatedBuilder {
  readonly #schema: StorageSchema;
  readonly #entity: string;
  readonly #rel: string;
  readonly #conditions: readonly Expression[];
  readonly #createRow: (entity: string) => unknown;

  /** @param createRow - makes the row builder of an entity */
  constructor(
    schema: StorageSchema,
    entity: string,
    rel: string,
    createRow: (entity: string) => unknown,
    conditions: readonly Expression[] = [],
  ) {
    this.#schema = schema;
    this.#entity = entity;
    this.#rel = rel;
    this.#conditions = conditions;
    this.#createRow = createRow;
  }

  where(build: Build): RelatedBuilder {
    return new RelatedBuilder(this.#schema, this.#entity, this.#rel, this.#createRow, [
      ...this.#conditions,
      this.#build(build),
    ]);
  }

  some(build?: Build): Condition {
    return toCondition({ op: 'some', rel: this.#rel, ...this.#whereWith(build) });
  }

  every(build: Build): Condition {
    const inner = this.#build(build);
    // Limited to some of the records first, all of those have to meet the condition.
    const where =
      this.#conditions.length === 0
        ? inner
        : ({ op: 'or', args: [{ op: 'not', arg: { op: 'and', args: this.#conditions } }, inner] } as const);
    return toCondition({ op: 'every', rel: this.#rel, where });
  }

  none(build?: Build): Condition {
    return toCondition({ op: 'none', rel: this.#rel, ...this.#whereWith(build) });
  }

  count(): ValueBuilder {
    return this.#aggregate('count');
  }

  sum(path: string): ValueBuilder {
    return this.#aggregate('sum', path);
  }

  avg(path: string): ValueBuilder {
    return this.#aggregate('avg', path);
  }

  min(path: string): ValueBuilder {
    return this.#aggregate('min', path);
  }

  max(path: string): ValueBuilder {
    return this.#aggregate('max', path);
  }

  first(path: string): ValueBuilder {
    return this.#aggregate('first', path);
  }

  last(path: string): ValueBuilder {
    return this.#aggregate('last', path);
  }

  distinct(path: string): ValueBuilder {
    return this.#aggregate('distinct', path);
  }

  #aggregate(fn: AggregateNode['fn'], path?: string): ValueBuilder {
    const value = path === undefined ? {} : { value: path.split('.') };
    const node: AggregateNode = { op: 'agg', fn, rel: this.#rel, ...value, ...this.#whereWith() };
    return new ValueBuilder(node, typeOfNode(node, this.#schema, this.#entity, `${this.#rel}.${fn}`));
  }

  #whereWith(build?: Build): { readonly where?: Expression } {
    const all = build === undefined ? this.#conditions : [...this.#conditions, this.#build(build)];
    const [only] = all;
    if (only === undefined) return {};
    return { where: all.length === 1 ? only : { op: 'and', args: all } };
  }

  #build(build: Build): Expression {
    const { entity } = resolveRelation(this.#schema, this.#entity, this.#rel, this.#rel);
    // The caller's function takes the builder of the related entity, which this one is.
    return build(this.#createRow(entity) as never);
  }
}
