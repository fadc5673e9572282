import { type Grant, openGrant } from '../access/grant.js';
import type { RelatedSource } from '../access/load-related.js';
import { invalidInput } from '../errors/invalid-input.js';
import type { ModelEntity } from '../model/model.js';
import type { Checkpoint, Context, HostTransaction } from '../storage/contract.js';
import type { Principal } from './principal.js';
import type { Runtime } from './runtime.js';

/** A subscriber's progress that rides on the first commit of its handler: exactly once in effect. */
export interface CheckpointMove {
  readonly subscriber: string;
  readonly expect: Checkpoint | null;
  readonly next: Checkpoint;
  /** Set by the commit that carried it. */
  isDone: boolean;
  /** Set when a second commit was refused, which would have had no checkpoint to carry. */
  isExceeded: boolean;
}

/** One session's side of every call: who, under what, with which rights. */
export interface Caller {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly context: Context;
  /** The principal's grants on an entity, built once per session. */
  readonly grants: (entity: string) => readonly Grant[];
  readonly checkpoint?: CheckpointMove;
}

/** What a session is made with beside its principal. */
export interface CallerOptions {
  readonly host?: HostTransaction;
  readonly signal?: AbortSignal;
  readonly checkpoint?: CheckpointMove;
}

/** Makes the caller of a session. */
export function createCaller(runtime: Runtime, principal: Principal, options: CallerOptions = {}): Caller {
  const known = new Map<string, readonly Grant[]>();
  const { host, signal, checkpoint } = options;
  return {
    runtime,
    principal,
    context: { tenant: principal.tenant, ...(host && { host }), ...(signal && { signal }) },
    grants: (entity) => {
      const found = known.get(entity) ?? runtime.grants(entity, principal);
      known.set(entity, found);
      return found;
    },
    ...(checkpoint && { checkpoint }),
  };
}

/** The same caller with every right: for what a command must know or keep beyond what its caller may see. */
export function asSystem(caller: Caller): Caller {
  return { ...caller, grants: (entity) => [openGrant(entity)] };
}

/** Where the caller's access rules look up related rows. They are judged by what is stored, not by what is seen. */
export function relatedSource(caller: Caller, now: number): RelatedSource {
  return { storage: caller.runtime.storage, context: caller.context, schema: caller.runtime.model.schema, now };
}

/**
 * Finds an entity of the model.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` when there is none of this name
 */
export function modelEntity(runtime: Runtime, name: string): ModelEntity {
  const entity = Object.hasOwn(runtime.model.entities, name) ? runtime.model.entities[name] : undefined;
  if (entity === undefined) throw invalidInput('session', 'entity', `there is no entity ${JSON.stringify(name)}`);
  return entity;
}
