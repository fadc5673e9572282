import type { z } from 'zod';
import type { AnyRecord, RecordChange } from './define-command.js';

/** What a satellite's reconciliation may lean on; everything is injected. */
export interface SatelliteContext {
  /** ISO instant of the injected clock. */
  readonly now: string;
  /** System the incoming items come from. */
  readonly system: string;
  /** Makes a sortable id for a new record of an entity. */
  readonly newId: (entity: string) => string;
}

/** One owner with what is stored and what came in. */
export interface SatelliteState<T> {
  /** The owner as it will be after the same commit, public values. */
  readonly owner: { readonly id: string; readonly [field: string]: unknown };
  /** All live satellite records of the owner. */
  readonly current: readonly AnyRecord[];
  /** What the source says now, parsed. */
  readonly incoming: readonly T[];
}

/**
 * Records that travel with their owner in `upsert`, beside its `data`: the contact points, roles and identifiers of a
 * party. They are read for all owners of a batch at once and committed together with the owner.
 */
export interface SatelliteDefinition<E extends string = string, I extends z.ZodType = z.ZodType> {
  /** Entity of the satellite records. */
  readonly entity: E;
  /** Their reference field that holds the owner's id. */
  readonly via: string;
  /** One incoming item. */
  readonly input: I;
  /** Pure: what to create and change so that the stored records say what the source says. Nothing to do gives `[]`. */
  readonly reconcile: (state: SatelliteState<never>, context: SatelliteContext) => readonly RecordChange[];
}

/** Satellites of an entity by the name they have in `upsert`. */
export type SatelliteShapes = { readonly [satellite: string]: SatelliteDefinition };

/**
 * Declares records that an upsert of their owner brings along.
 *
 * @example
 * const nicknames = defineSatellite({
 *   entity: 'nickname', via: 'party', input: z.string(),
 *   reconcile: ({ owner, current, incoming }, context) =>
 *     incoming
 *       .filter((name) => !current.some((record) => record.name === name))
 *       .map((name) => ({ type: 'create', entity: 'nickname', record: { id: context.newId('nickname'), party: owner.id, name } })),
 * });
 */
export function defineSatellite<const E extends string, I extends z.ZodType>(options: {
  readonly entity: E;
  readonly via: string;
  readonly input: I;
  readonly reconcile: (state: SatelliteState<z.output<I>>, context: SatelliteContext) => readonly RecordChange[];
}): SatelliteDefinition<E, I> {
  return Object.freeze({ ...options });
}
