import type { AccessRules } from '../access/define-access.js';
import type { EntityDefinition } from '../model/define-entity.js';
import type { LabelSet } from '../model/labels.js';
import type { HostFields, Model } from '../model/model.js';
import type { ModelShape, ShapeOf } from '../model/model-shape.js';
import type { NucleusModule } from '../nucleus/nucleus.js';
import type { Storage } from '../storage/contract.js';
import type { CommandDefinition } from './define-command.js';
import type { ModuleDefinition } from './define-module.js';
import type { CrmEvent } from './define-subscriber.js';
import type { ViewDefinition } from './define-view.js';
import type { FullDescription } from './describe-rights.js';
import type { DrainOptions, DrainResult } from './drain.js';
import type { IdSource } from './id-source.js';
import type { Principal } from './principal.js';
import type { Logger } from './runtime.js';
import type { Session } from './session-types.js';
import type { Worker, WorkerOptions } from './worker.js';

/** What a CRM is made of. */
export interface CrmOptions<F extends HostFields, Ms extends readonly ModuleDefinition[]> {
  /** One that answers everything, by itself or with `withFallbacks` of `@crmkit/core/storage` around it. */
  readonly storage: Storage;
  /** Fields of the host's own, by entity; they live under `custom`. */
  readonly fields?: F;
  /** Rule sets; what none of them grants is refused. `openAccess()` grants everything. */
  readonly access: readonly AccessRules[];
  readonly modules?: Ms;
  /**
   * Names for screens, such as `nucleusLabels` of `@crmkit/core/labels`; a later set wins, and all win over names in
   * definitions. What has no name is described by an English one made from its own: `givenName` as `Given name`.
   */
  readonly labels?: readonly LabelSet[];
  /** UTC milliseconds. Default `Date.now`. */
  readonly clock?: () => number;
  readonly ids?: IdSource;
  /** Default: `console`. */
  readonly logger?: Logger;
  /** Counts up with each release of the host that changes entities or fields. Default 1. */
  readonly version?: number;
  /**
   * Tenants that `drain` and `worker` serve beside those this process has opened sessions for. A process that only
   * works on events, such as a cron job, has to give it, or name the tenant in `drain`: it would find none otherwise.
   */
  readonly tenants?: () => Promise<readonly string[]>;
  /** How often a commit that meets a conflict is decided before `CONFLICT` surfaces. Default 5. */
  readonly attempts?: number;
  /** Randomness of the pauses between attempts, in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
  /** How those pauses, and those of subscribers that failed, are waited for, in ms. Default `setTimeout`. */
  readonly wait?: (ms: number) => Promise<void>;
}

type ValuesOf<T> = T extends unknown ? T[keyof T] : never;
type AllModules<Ms extends readonly ModuleDefinition[]> = NucleusModule | Ms[number];
/** Entities of the nucleus and the host's modules. */
export type EntitiesIn<Ms extends readonly ModuleDefinition[]> = Extract<
  ValuesOf<AllModules<Ms>['entities']>,
  EntityDefinition
>;
/** Commands of the nucleus and the host's modules. */
export type CommandsIn<Ms extends readonly ModuleDefinition[]> = Extract<
  ValuesOf<AllModules<Ms>['commands']>,
  CommandDefinition
>;
/** Views of the nucleus and the host's modules. */
export type ViewsIn<Ms extends readonly ModuleDefinition[]> = Extract<
  ValuesOf<AllModules<Ms>['views']>,
  ViewDefinition
>;

/** The CRM that `createCrm` makes of these fields and modules. */
export type CrmOf<F extends HostFields, Ms extends readonly ModuleDefinition[]> = Crm<
  ShapeOf<EntitiesIn<Ms>, F>,
  CommandsIn<Ms>,
  ViewsIn<Ms>
>;

/** Names of the events of a model's entities and of its commands. */
export type EventName<M extends ModelShape, C extends CommandDefinition> =
  | {
      [E in keyof M & string]: M[E]['fact'] extends true
        ? `${E}.${'recorded' | 'superseded' | 'reversed' | 'updated' | 'deleted'}`
        : `${E}.${'created' | 'updated' | 'deleted'}`;
    }[keyof M & string]
  | C['events'][number];

/** Options of a subscription. */
export interface SubscribeOptions {
  /** Roles the handler acts and sees with. Default none, which suffices under `openAccess()`. */
  readonly roles?: readonly string[];
  /** How often a throwing handler is tried before the event is reported and passed. Default 8. */
  readonly attempts?: number;
}

/** A CRM in this process. */
export interface Crm<M extends ModelShape, C extends CommandDefinition, V extends ViewDefinition> {
  /** The session of a principal. Cheap: make one per call of the host. */
  as(principal: Principal, options?: { readonly signal?: AbortSignal }): Session<M, C, V>;
  /**
   * Runs a handler on events, at least once each and in order, under a name that keeps its place. The one commit that
   * it may make per event through the session it is given carries that place: exactly once in effect. A second commit
   * is refused with `UNSUPPORTED`, reported to the logger and counted as `parked`: put an effect of several records
   * into one command. Handlers run inside `drain` and `worker`, of one process at a time; where that process falls
   * silent, another takes over after 30 seconds. A handler that takes longer may run twice. A new name begins with the
   * oldest event. Gives back a function that ends the subscription in this process.
   *
   * @param events - `entity.created`, `.updated` and `.deleted` of records; `.recorded`, `.superseded`, `.reversed`,
   *   `.updated` and `.deleted` of facts; what commands declare as their events
   * @throws {@link InvalidInputError} `INVALID_INPUT` for an event that is none of these, a name that is taken, or roles that may
   *   not read the entity of an event
   */
  subscribe(
    name: string,
    events: readonly EventName<M, C>[],
    handler: (event: CrmEvent, session: Session<M, C, V>) => Promise<void> | void,
    options?: SubscribeOptions,
  ): () => void;
  /**
   * Delivers what is in the feed now: of one tenant, or of all that `createCrm({ tenants })` lists and this process has
   * opened sessions for. For serverless, cron and tests.
   *
   * @throws {@link InvalidInputError} `INVALID_INPUT` when no tenant is given and none is known
   * @throws {@link UnsupportedError} `UNSUPPORTED` inside a handler, for which it would wait for ever
   */
  drain(options?: DrainOptions): Promise<DrainResult>;
  /**
   * Delivers events until stopped, of the tenants that `drain` without one serves.
   *
   * @throws {@link InvalidInputError} `INVALID_INPUT` when none is known and `createCrm` was given no `tenants`
   */
  worker(options?: WorkerOptions): Worker;
  /** All that a host needs to draw a screen: labels, fields, relations, transitions, and a principal's rights. */
  describe(entity: keyof M & string, principal?: Principal): FullDescription;
  readonly model: Model;
  /** Ends workers and closes the storage. */
  close(): Promise<void>;
}

/** A session's type, from the type of its CRM: `SessionOf<typeof crm>`. */
export type SessionOf<
  T extends {
    /** As in {@link Crm}. */
    as(principal: Principal): unknown;
  },
> = ReturnType<T['as']>;
