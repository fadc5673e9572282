import type { Expression, Id, Related, RelationSchema, Row, StorageSchema } from '@crmkit/core';
import { entityOf, readPath } from '@crmkit/core/storage';
import type { RecordEntry } from '../database/layout.js';
import { settleRequests } from '../database/request.js';
import { writeValue } from '../key/encode-key.js';
import { entityPlan } from '../key/entity-plan.js';
import type { IndexDefinition } from '../key/index-definition.js';
import { keyRange, spanOf } from '../key/key-range.js';
import { KeyWriter } from '../key/key-writer.js';
import { recordKey } from '../key/record-key.js';
import type { RecordSource } from './record-source.js';

/** Relations an expression enters, each with those entered from there. */
interface RelationTree {
  readonly [relation: string]: RelationTree;
}

/** How far conditions of relations may lead through further relations; the checker allows less. */
const DEEPEST = 8;

/**
 * Related rows for closures that cannot wait: `prefetch` reads all that a chunk of rows will ask for, in batches
 * through the index of each relation's field; `related` then answers from memory.
 */
export class RelatedRows {
  readonly #tree: RelationTree;
  readonly #found = new Map<string, Map<Id, readonly Row[]>>();

  constructor(
    readonly source: RecordSource,
    readonly schema: StorageSchema,
    readonly entity: string,
    where: Expression | undefined,
  ) {
    this.#tree = relationsOf(where, schema, entity, 0);
  }

  /** False when the condition enters no relation, so that there is nothing to prefetch. */
  get isNeeded(): boolean {
    return Object.keys(this.#tree).length > 0;
  }

  /** Forgets the chunk before and reads everything this one leads to. */
  async prefetch(rows: readonly Row[]): Promise<void> {
    this.#found.clear();
    await this.#fetch(this.entity, rows, this.#tree);
  }

  readonly related: Related = (entity, relation, row) => {
    const link = entityOf(this.schema, entity).relations[relation];
    const key = link === undefined ? null : originOf(link, row);
    return (key === null ? undefined : this.#found.get(`${entity}.${relation}`)?.get(key)) ?? [];
  };

  async #fetch(entity: string, rows: readonly Row[], tree: RelationTree): Promise<void> {
    for (const [relation, deeper] of Object.entries(tree)) {
      const link = entityOf(this.schema, entity).relations[relation];
      if (link === undefined) continue;
      const found = this.#foundOf(`${entity}.${relation}`);
      const origins = new Set<Id>();
      for (const row of rows) {
        const origin = originOf(link, row);
        if (origin !== null) origins.add(origin);
      }
      const wanted = [...origins].filter((origin) => !found.has(origin));
      const read = link.kind === 'one' ? await this.#readTargets(link, wanted) : await this.#readChildren(link, wanted);
      for (const [at, origin] of wanted.entries()) found.set(origin, read[at] ?? []);
      const next = [...origins].flatMap((origin) => found.get(origin) ?? []);
      if (next.length > 0) await this.#fetch(link.entity, next, deeper);
    }
  }

  async #readTargets({ entity }: RelationSchema, ids: readonly Id[]): Promise<readonly (readonly Row[])[]> {
    const { store } = this.source;
    const entries = await settleRequests<RecordEntry | undefined>(ids.map((id) => store.get(recordKey(entity, id))));
    return entries.map((entry) => (entry === undefined ? [] : [entry.r]));
  }

  async #readChildren({ entity, via }: RelationSchema, ids: readonly Id[]): Promise<readonly (readonly Row[])[]> {
    const index = entityPlan(this.schema, entity).indexes.find(({ name }) => name === `columns:${via}`);
    const column = index?.columns[0];
    if (index === undefined || column === undefined) return [];
    const ranges = ids.map((id) => keyRange(spanOf(keyOf(index, id))));
    const lists = await settleRequests<RecordEntry[]>(ranges.map((range) => this.source.index.getAll(range)));
    return lists.map((entries) => entries.map(({ r }) => r));
  }

  #foundOf(key: string): Map<Id, readonly Row[]> {
    const known = this.#found.get(key) ?? new Map<Id, readonly Row[]>();
    this.#found.set(key, known);
    return known;
  }
}

/** What ties a row to the other end: its own id, or the id it points at. */
function originOf(link: RelationSchema, row: Row): Id | null {
  const origin = link.kind === 'many' ? row.id : readPath(row, link.via.split('.'));
  return typeof origin === 'string' ? origin : null;
}

function keyOf(index: IndexDefinition, id: Id): ReturnType<KeyWriter['take']> {
  const writer = new KeyWriter().writeBytes(index.prefix);
  writeValue(writer, { type: 'keyword' }, id);
  return writer.take();
}

function relationsOf(node: unknown, schema: StorageSchema, entity: string, depth: number): RelationTree {
  const tree: Record<string, RelationTree> = {};
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { rel, where } = part as { readonly rel?: unknown; readonly where?: unknown };
    const link = typeof rel === 'string' ? entityOf(schema, entity).relations[rel] : undefined;
    if (typeof rel !== 'string' || link === undefined) {
      for (const child of Object.values(part)) walk(child);
      return;
    }
    if (depth >= DEEPEST) return;
    const inner = relationsOf([where, link.where], schema, link.entity, depth + 1);
    tree[rel] = mergeTrees(tree[rel] ?? {}, inner);
  };
  walk(node);
  return tree;
}

function mergeTrees(a: RelationTree, b: RelationTree): RelationTree {
  const merged: Record<string, RelationTree> = { ...a };
  for (const [relation, tree] of Object.entries(b)) merged[relation] = mergeTrees(merged[relation] ?? {}, tree);
  return merged;
}
