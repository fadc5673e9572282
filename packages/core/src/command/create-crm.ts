import { compileAccess } from '../access/compile-access.js';
import { grantsOf } from '../access/grant.js';
import { invalidInput } from '../errors/invalid-input.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import { buildModel, type HostFields, type Model } from '../model/model.js';
import { nucleus } from '../nucleus/nucleus.js';
import { checkName } from '../storage/check-context.js';
import type { Storage } from '../storage/contract.js';
import { createCaller } from './caller.js';
import { checkOptions } from './check-options.js';
import type { CrmOf, CrmOptions, SubscribeOptions } from './crm-types.js';
import type { ModuleDefinition } from './define-module.js';
import type { CrmEvent } from './define-subscriber.js';
import { describeWithRights } from './describe-rights.js';
import { createDrainer, type DrainOptions } from './drain.js';
import { eventNames } from './event-names.js';
import { createIdSource } from './id-source.js';
import { collectCommands, collectViews, orderModules } from './modules.js';
import { checkPrincipal, type Principal } from './principal.js';
import { type Subscriber, subscriberPrincipal } from './run-subscriber.js';
import type { FullStorage, Logger, Runtime } from './runtime.js';
import { createSession, SESSION_NAMES } from './session.js';
import { startWorker, type Worker, type WorkerOptions } from './worker.js';

const DEFAULT_ATTEMPTS = 5;
const DEFAULT_SUBSCRIBER_ATTEMPTS = 8;

/** Every option there is; the type keeps the list whole. */
const OPTIONS: { readonly [K in keyof CrmOptions<HostFields, readonly ModuleDefinition[]>]-?: 1 } = {
  storage: 1,
  fields: 1,
  access: 1,
  modules: 1,
  labels: 1,
  clock: 1,
  ids: 1,
  logger: 1,
  version: 1,
  tenants: 1,
  attempts: 1,
  random: 1,
  wait: 1,
};

const consoleLogger: Logger = {
  error: (message, facts) => console.error(message, facts),
  warn: (message, facts) => console.warn(message, facts),
};

/**
 * Makes a CRM in this process: compiles the model of the nucleus, the host's modules and the host's fields, checks the
 * access rules against it and opens the storage. Sessions are typed from what is passed here.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an option there is not, and a storage that cannot answer everything
 * @throws {@link InvalidModelError} `INVALID_MODEL` for modules, fields or rules that do not fit together
 * @throws {@link SchemaTooNewError} `SCHEMA_TOO_NEW` when the stored data was written by a newer model
 * @example
 * const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()] });
 * const rep = crm.as({ tenant: 'acme', actor: 'u42', roles: ['sales'] });
 * const party = await rep.party.create({ kind: 'organization', name: '臺灣水泥' });
 */
export async function createCrm<
  const F extends HostFields = Record<never, never>,
  const Ms extends readonly ModuleDefinition[] = readonly [],
>(options: CrmOptions<F, Ms>): Promise<CrmOf<F, Ms>> {
  checkOptions('createCrm', options, Object.keys(OPTIONS));
  const modules = orderModules([nucleus(), ...(options.modules ?? [])]);
  const model = compileModel(modules, options);
  const storage = completeStorage(options.storage);
  const commands = collectCommands(modules, model);
  const views = collectViews(modules, model);
  const verbs = (entity: string) => verbsOf(entity, [...commands.keys(), ...views.keys()]);
  const clock = options.clock ?? Date.now;
  const runtime: Runtime = {
    model,
    storage,
    grants: compileAccess(options.access, model.schema, verbs),
    commands,
    views,
    verbs,
    events: eventNames(model, commands.values()),
    clock,
    ids: options.ids ?? createIdSource({ clock }),
    random: options.random ?? Math.random,
    wait: options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    logger: options.logger ?? consoleLogger,
    attempts: options.attempts ?? DEFAULT_ATTEMPTS,
  };
  await storage.open(model.schema);
  // The typed session is the untyped one: both are made from the same list of modules and fields.
  return assemble(runtime, modules, options) as unknown as CrmOf<F, Ms>;
}

const ABILITIES = ['filter', 'sort', 'aggregate', 'asOf', 'versions'] as const;

/** Scans and replays weigh too much for hosts that never need them, so they come with the storages that do. */
function completeStorage(storage: Storage): FullStorage {
  const pushdown = storage?.capabilities?.pushdown;
  if (pushdown === undefined)
    throw invalidInput('createCrm', 'storage', 'expected a storage, such as memoryStorage() from @crmkit/core/storage');
  const missing = ABILITIES.filter(
    (name) => (name !== 'versions' && !pushdown[name]) || (name !== 'filter' && name !== 'sort' && !storage[name]),
  );
  if (missing.length === 0) return storage as FullStorage;
  throw invalidInput(
    'createCrm',
    'storage',
    `it does not answer ${missing.join(', ')} by itself; give withFallbacks(storage) from @crmkit/core/storage`,
  );
}

function compileModel(
  modules: readonly ModuleDefinition[],
  { fields, version, access, labels = [] }: CrmOptions<HostFields, readonly ModuleDefinition[]>,
): Model {
  if (!Array.isArray(access)) throw new InvalidModelError('access', 'give rule sets; openAccess() grants everything');
  if (!Array.isArray(labels)) throw new InvalidModelError('labels', 'give label sets in a list');
  const definitions = modules.flatMap(({ entities }) => Object.values(entities));
  for (const { name } of definitions)
    if (SESSION_NAMES.has(name)) throw new InvalidModelError(name, 'sessions use this name for something else');
  return buildModel(definitions, fields ?? {}, version ?? 1, labels);
}

/** What a rule may grant on an entity: the generic actions, and the verbs and views of modules. */
function verbsOf(entity: string, declared: readonly string[]): ReadonlySet<string> {
  const own = declared.filter((name) => name.startsWith(`${entity}.`)).map((name) => name.slice(entity.length + 1));
  return new Set(['read', 'create', 'update', 'delete', 'record', 'reverse', ...own]);
}

type Handler = (event: CrmEvent, session: object) => Promise<void> | void;

function assemble(
  runtime: Runtime,
  modules: readonly ModuleDefinition[],
  options: Pick<CrmOptions<HostFields, readonly ModuleDefinition[]>, 'tenants'>,
): object {
  const subscribers = new Map<string, Subscriber>();
  const seenTenants = new Set<string>();
  const workers = new Set<Worker>();
  const drainer = createDrainer(runtime, () => [...subscribers.values()]);

  const subscribe = (
    name: string,
    wanted: readonly string[],
    handler: Handler,
    subscribeOptions: SubscribeOptions = {},
  ) => {
    checkOptions('subscribe', subscribeOptions, ['roles', 'attempts']);
    const { roles = [], attempts = DEFAULT_SUBSCRIBER_ATTEMPTS } = subscribeOptions;
    checkName(name, 'subscribe', 'name');
    if (subscribers.has(name))
      throw new InvalidInputError('subscribe', [{ path: 'name', problem: `there is a subscriber ${name} already` }]);
    checkEvents(runtime.events, wanted);
    checkReadable(runtime, { name, roles }, wanted);
    const handle: Subscriber['handle'] = async (event, caller) => handler(event, createSession(caller));
    subscribers.set(name, { name, events: new Set(wanted), roles, attempts, handle });
    return () => void subscribers.delete(name);
  };
  for (const { subscribers: declared } of modules) {
    for (const one of declared) subscribe(one.id, one.events, one.handle, { roles: one.roles });
  }

  const requireTenants = (subject: string) => {
    if (options.tenants !== undefined || seenTenants.size > 0) return;
    const problem = 'this process knows of no tenant; give createCrm({ tenants }), or drain({ tenant })';
    throw new InvalidInputError(subject, [{ path: 'tenant', problem }]);
  };
  const drain = async (drainOptions: DrainOptions = {}) => {
    checkOptions('drain', drainOptions, ['tenant', 'maxMs']);
    if (drainOptions.tenant === undefined) requireTenants('drain');
    const listed =
      drainOptions.tenant === undefined
        ? [...seenTenants, ...((await options.tenants?.()) ?? [])]
        : [drainOptions.tenant];
    return drainer.drain([...new Set(listed)], drainOptions);
  };

  return Object.freeze({
    as: (given: Principal, callOptions: { readonly signal?: AbortSignal } = {}) => {
      checkOptions('as', callOptions, ['signal']);
      const principal = checkPrincipal(given);
      seenTenants.add(principal.tenant);
      return createSession(createCaller(runtime, principal, callOptions));
    },
    subscribe,
    drain,
    worker: (workerOptions?: WorkerOptions) => {
      checkOptions('worker', workerOptions, ['pollMs', 'signal']);
      requireTenants('worker');
      const worker = startWorker(() => drain(), runtime.logger, workerOptions);
      workers.add(worker);
      return worker;
    },
    describe: (entity: string, principal?: Principal) =>
      describeWithRights(runtime, entity, principal && checkPrincipal(principal)),
    model: runtime.model,
    close: async () => {
      await Promise.all([...workers].map((worker) => worker.stop()));
      await runtime.storage.close();
    },
  });
}

/** A subscriber that may read nothing would pass over every event without a word. */
function checkReadable(
  { grants }: Runtime,
  subscriber: Pick<Subscriber, 'name' | 'roles'>,
  wanted: readonly string[],
): void {
  const principal = subscriberPrincipal(subscriber, 'sample');
  const issues = [...new Set(wanted.map((event) => event.split('.')[0] ?? ''))]
    .filter((entity) => grantsOf(grants(entity, principal), 'read').length === 0)
    .map((entity) => ({ path: 'roles', problem: `they do not grant ${entity}.read, so no event could be delivered` }));
  if (issues.length > 0) throw new InvalidInputError('subscribe', issues);
}

function checkEvents(known: ReadonlySet<string>, wanted: readonly string[]): void {
  const issues = wanted.flatMap((event, index) =>
    known.has(event)
      ? []
      : [
          {
            path: `events.${index}`,
            problem:
              'there is no such event; there are those of entities, such as party.updated and order.recorded, and those that commands declare',
          },
        ],
  );
  if (issues.length > 0) throw new InvalidInputError('subscribe', issues);
}
