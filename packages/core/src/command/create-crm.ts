import { compileAccess } from '../access/compile-access.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import { buildModel, type HostFields, type Model } from '../model/model.js';
import { nucleus } from '../nucleus/nucleus.js';
import { checkName } from '../storage/check-context.js';
import { withFallbacks } from '../storage/with-fallbacks.js';
import { createCaller } from './caller.js';
import type { CrmOf, CrmOptions, SubscribeOptions } from './crm-types.js';
import type { ModuleDefinition } from './define-module.js';
import type { CrmEvent } from './define-subscriber.js';
import { describeWithRights } from './describe-rights.js';
import { createDrainer, type DrainOptions } from './drain.js';
import { createIdSource } from './id-source.js';
import { collectCommands, collectViews, orderModules } from './modules.js';
import { checkPrincipal, type Principal } from './principal.js';
import type { Subscriber } from './run-subscriber.js';
import type { FullStorage, Logger, Runtime } from './runtime.js';
import { createSession, SESSION_NAMES } from './session.js';
import { startWorker, type Worker, type WorkerOptions } from './worker.js';

const DEFAULT_ATTEMPTS = 5;
const DEFAULT_SUBSCRIBER_ATTEMPTS = 8;

const consoleLogger: Logger = {
  error: (message, facts) => console.error(message, facts),
  warn: (message, facts) => console.warn(message, facts),
};

/**
 * Makes a CRM in this process: compiles the model of the nucleus, the host's modules and the host's fields, checks the
 * access rules against it and opens the storage. Sessions are typed from what is passed here.
 *
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
  const modules = orderModules([nucleus(), ...(options.modules ?? [])]);
  const model = compileModel(modules, options);
  const storage = withFallbacks(options.storage);
  const commands = collectCommands(modules, model);
  const views = collectViews(modules, model);
  const clock = options.clock ?? Date.now;
  const runtime: Runtime = {
    model,
    // `withFallbacks` gives every storage both optional methods.
    storage: storage as FullStorage,
    grants: compileAccess(options.access, model.schema, (entity) =>
      verbsOf(entity, [...commands.keys(), ...views.keys()]),
    ),
    commands,
    views,
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

function compileModel(
  modules: readonly ModuleDefinition[],
  { fields, version, access }: CrmOptions<HostFields, readonly ModuleDefinition[]>,
): Model {
  if (!Array.isArray(access)) throw new InvalidModelError('access', 'give rule sets; openAccess() grants everything');
  const definitions = modules.flatMap(({ entities }) => Object.values(entities));
  for (const { name } of definitions)
    if (SESSION_NAMES.has(name)) throw new InvalidModelError(name, 'sessions use this name for something else');
  return buildModel(definitions, fields ?? {}, version ?? 1);
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
    events: readonly string[],
    handler: Handler,
    { roles = [], attempts = DEFAULT_SUBSCRIBER_ATTEMPTS }: SubscribeOptions = {},
  ) => {
    checkName(name, 'subscribe', 'name');
    if (subscribers.has(name))
      throw new InvalidInputError('subscribe', [{ path: 'name', problem: `there is a subscriber ${name} already` }]);
    checkEvents(runtime.model, events);
    const handle: Subscriber['handle'] = async (event, caller) => handler(event, createSession(caller));
    subscribers.set(name, { name, events: new Set(events), roles, attempts, handle });
    return () => void subscribers.delete(name);
  };
  for (const { subscribers: declared } of modules) {
    for (const { id, events, roles, handle } of declared) subscribe(id, events, handle, { roles });
  }

  const drain = async (drainOptions: DrainOptions = {}) => {
    const listed =
      drainOptions.tenant === undefined
        ? [...seenTenants, ...((await options.tenants?.()) ?? [])]
        : [drainOptions.tenant];
    return drainer.drain([...new Set(listed)], drainOptions);
  };

  return Object.freeze({
    as: (given: Principal, callOptions: { readonly signal?: AbortSignal } = {}) => {
      const principal = checkPrincipal(given);
      seenTenants.add(principal.tenant);
      return createSession(createCaller(runtime, principal, callOptions));
    },
    subscribe,
    drain,
    worker: (workerOptions?: WorkerOptions) => {
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

function checkEvents(model: Model, events: readonly string[]): void {
  for (const [index, event] of events.entries()) {
    const [entity = '', verb] = event.split('.');
    if (verb === undefined || !Object.hasOwn(model.schema.entities, entity)) {
      throw new InvalidInputError('subscribe', [
        {
          path: `events.${index}`,
          problem: 'expected the name of an entity and what happened to it, such as party.updated',
        },
      ]);
    }
  }
}
