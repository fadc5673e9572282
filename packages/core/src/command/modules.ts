import { InvalidModelError } from '../errors/invalid-model-error.js';
import type { Model } from '../model/model.js';
import type { CommandDefinition } from './define-command.js';
import type { ModuleDefinition } from './define-module.js';
import type { ViewDefinition } from './define-view.js';
import { GENERIC_VERBS } from './entity-api.js';

/**
 * Checks that the modules of a CRM are there once each, with all they depend on.
 *
 * @throws {@link InvalidModelError} `INVALID_MODEL`
 */
export function orderModules(modules: readonly ModuleDefinition[]): readonly ModuleDefinition[] {
  const ids = new Set<string>();
  for (const { id } of modules) {
    if (ids.has(id)) throw new InvalidModelError(`modules.${id}`, 'two modules have this id');
    ids.add(id);
  }
  for (const { id, dependsOn } of modules) {
    for (const other of dependsOn)
      if (!ids.has(other))
        throw new InvalidModelError(`modules.${id}`, `it depends on the module ${other}, which is not there`);
  }
  return modules;
}

/** The commands of all modules by name. Throws `INVALID_MODEL` for two of one name, or one that hides a generic verb. */
export function collectCommands(
  modules: readonly ModuleDefinition[],
  model: Model,
): ReadonlyMap<string, CommandDefinition> {
  return collect(
    modules.flatMap(({ commands }) => Object.values(commands)),
    model,
    new Set(),
  );
}

/** The views of all modules by name. Throws `INVALID_MODEL` like {@link collectCommands}. */
export function collectViews(modules: readonly ModuleDefinition[], model: Model): ReadonlyMap<string, ViewDefinition> {
  const commands = modules.flatMap(({ commands: declared }) => Object.values(declared).map(({ name }) => name));
  return collect(
    modules.flatMap(({ views }) => Object.values(views)),
    model,
    new Set(commands),
  );
}

function collect<T extends { readonly name: string }>(
  declared: readonly T[],
  model: Model,
  taken: ReadonlySet<string>,
): ReadonlyMap<string, T> {
  const byName = new Map<string, T>();
  for (const one of declared) {
    const [entity = '', verb = '', ...rest] = one.name.split('.');
    if (!Object.hasOwn(model.schema.entities, entity) || verb === '' || rest.length > 0) {
      throw new InvalidModelError(one.name, 'a command or view is named entity.verb, of an entity that is there');
    }
    if (GENERIC_VERBS.has(verb)) throw new InvalidModelError(one.name, `${verb} is a method every entity has`);
    if (byName.has(one.name) || taken.has(one.name))
      throw new InvalidModelError(one.name, 'two modules declare this name');
    byName.set(one.name, one);
  }
  return byName;
}
