import type { EntityDefinition } from '../model/define-entity.js';
import type { CommandDefinition } from './define-command.js';
import type { SubscriberDefinition } from './define-subscriber.js';
import type { ViewDefinition } from './define-view.js';

/** A capability a host adds: a plain value from a factory. Importing it registers nothing. */
export interface ModuleDefinition<
  E extends { readonly [name: string]: EntityDefinition } = { readonly [name: string]: EntityDefinition },
  C extends { readonly [verb: string]: CommandDefinition } = { readonly [verb: string]: CommandDefinition },
  V extends { readonly [view: string]: ViewDefinition } = { readonly [view: string]: ViewDefinition },
> {
  readonly id: string;
  readonly entities: E;
  readonly commands: C;
  readonly views: V;
  readonly subscribers: readonly SubscriberDefinition[];
  readonly dependsOn: readonly string[];
}

/**
 * Declares a module: its entities, commands, views and subscribers. Sessions are typed from the list of modules.
 *
 *
 * @example
 * const project = defineEntity({ name: 'project', prefix: 'prj', fields: { title: text({ min: 1 }) } });
 * const projects = () => defineModule({ id: 'projects', entities: { project } });
 * const { crm } = await testCrm({ modules: [projects()] });
 * (await crm.as(principal).project.create({ title: 'New hall' })).title; // 'New hall'
 */
export function defineModule<
  const E extends { readonly [name: string]: EntityDefinition } = Record<never, never>,
  const C extends { readonly [verb: string]: CommandDefinition } = Record<never, never>,
  const V extends { readonly [view: string]: ViewDefinition } = Record<never, never>,
>(options: {
  readonly id: string;
  readonly entities?: E;
  readonly commands?: C;
  readonly views?: V;
  readonly subscribers?: readonly SubscriberDefinition[];
  readonly dependsOn?: readonly string[];
}): ModuleDefinition<NoInfer<E>, NoInfer<C>, NoInfer<V>> {
  return Object.freeze({
    id: options.id,
    entities: options.entities ?? ({} as E),
    commands: options.commands ?? ({} as C),
    views: options.views ?? ({} as V),
    subscribers: options.subscribers ?? [],
    dependsOn: options.dependsOn ?? [],
  });
}
