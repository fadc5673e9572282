import type { InvalidInputError } from '@crmkit/core';
import { loadHan } from '../chinese/han-tools.js';
import { loadKinds } from '../kinds/index-of-kinds.js';
import type { MatchModel } from '../model/match-model.js';
import { parseModel } from '../model/parse-model.js';
import { invalidInput } from './invalid-input.js';
import { createPairEngine, type PairEngine } from './pair-engine.js';
import { clusterNumber } from './recluster.js';
import { Resolver } from './resolver.js';
import { checkResolverOptions, type ResolverOptions } from './resolver-options.js';
import { createState, type ResolverState } from './resolver-state.js';
import { isMadeUnder, type SnapshotHead, type SnapshotRow } from './snapshot.js';

/**
 * Brings a resolver back from its snapshot: the same records, verdicts and clusters with the same ids. Nothing is
 * compared anew.
 *
 * @param model - the one the snapshot was made under
 * @param rows - as `snapshot` gave them, in that order
 * @param options - `id` and `source` as they were; verdicts come from the snapshot
 * @throws InvalidModelError `INVALID_MODEL` for something that is no model
 * @throws InvalidInputError `INVALID_INPUT` for rows that are no whole snapshot under this model, and an option that does
 *   not exist
 * @example
 * const resolver = await createResolver((await dedupe(people, { id: 'id' })).model);
 * await resolver.addAll(people);
 * const lines = [...resolver.snapshot()].map((row) => JSON.stringify(row));
 * const again = await restoreResolver(resolver.model, lines.map((line) => JSON.parse(line)));
 */
export async function restoreResolver(
  model: MatchModel,
  rows: Iterable<SnapshotRow> | AsyncIterable<SnapshotRow>,
  options: Omit<ResolverOptions, 'verdicts'> = {},
): Promise<Resolver> {
  checkResolverOptions('restoreResolver', options);
  const parsed = parseModel(model, options.kindParts);
  await loadHan();
  await loadKinds(parsed.fields.map(({ kind }) => kind));
  const state = createState(parsed, options, []);
  const restore = new Restore(state);
  if (Symbol.iterator in rows) for (const row of rows) restore.take(row);
  else for await (const row of rows) restore.take(row);
  restore.finish();
  return new Resolver(state, options);
}

class Restore {
  readonly #state: ResolverState;
  readonly #engine: PairEngine;
  readonly #members = new Map<number, number[]>();
  #head: SnapshotHead | undefined;
  #isWhole = false;
  #row = 0;

  constructor(state: ResolverState) {
    this.#state = state;
    this.#engine = createPairEngine(state.model, state.records.fields);
  }

  take(row: SnapshotRow): void {
    if (typeof row !== 'object' || row === null) throw this.#invalid('it is no row of a snapshot');
    if (this.#isWhole) throw this.#invalid('it follows the end of the snapshot');
    if (this.#head === undefined && row.type !== 'resolver') throw this.#invalid('a snapshot begins with `resolver`');
    const { records, candidates, edges, clusters, verdicts } = this.#state;
    switch (row.type) {
      case 'resolver':
        this.#takeHead(row);
        break;
      case 'record': {
        const cluster = clusterNumber(row.cluster);
        if (cluster === 0) throw this.#invalid('its cluster is no id of a cluster');
        if (typeof row.id !== 'string' || row.id === '' || records.numberOf(row.id) !== 0) {
          throw this.#invalid('its id is empty or there twice');
        }
        if (!Array.isArray(row.texts) || row.texts.length !== records.fields.length) {
          throw this.#invalid('it has not one text for every field of the model');
        }
        const number = records.add(row);
        candidates.enter(this.#engine, number);
        const members = this.#members.get(cluster);
        if (members === undefined) this.#members.set(cluster, [number]);
        else members.push(number);
        break;
      }
      case 'link':
        edges.add(this.#find(row.left), this.#find(row.right), row.weight);
        break;
      case 'verdict':
        verdicts.set({ left: row.left, right: row.right, verdict: row.verdict });
        break;
      case 'merge':
        clusters.redirect(clusterNumber(row.cluster), clusterNumber(row.into));
        break;
      case 'end':
        this.#isWhole = true;
        break;
      default:
        row satisfies never;
        throw this.#invalid('its type is unknown');
    }
    this.#row++;
  }

  finish(): void {
    const { records, clusters } = this.#state;
    if (!this.#isWhole || this.#head?.records !== records.size) throw this.#invalid('the snapshot is not whole');
    for (const [cluster, members] of this.#members) clusters.assign(cluster, members);
    clusters.continueFrom(this.#head.issued + 1);
  }

  #takeHead(head: SnapshotHead): void {
    if (this.#head !== undefined) throw this.#invalid('a snapshot has one row `resolver`');
    if (head.version !== 1) throw this.#invalid('only version 1 can be read by this release');
    if (!isMadeUnder(head, this.#state.model)) {
      throw this.#invalid('the snapshot was made under another model; load the records anew under this one');
    }
    this.#head = head;
  }

  #find(id: string): number {
    const number = this.#state.records.numberOf(id);
    if (number === 0) throw this.#invalid('it names a record that is not there');
    return number;
  }

  #invalid(problem: string): InvalidInputError {
    return invalidInput('restoreResolver', String(this.#row), problem);
  }
}
