import { type Grant, grantsOf, opensField } from '../access/grant.js';
import { describeEntity, type EntityDescription } from '../model/describe.js';
import { modelEntity } from './caller.js';
import type { Principal } from './principal.js';
import type { Runtime } from './runtime.js';

/** What a principal may do with an entity. */
export interface RightsDescription {
  /** Actions granted on at least some rows: generic ones and verbs of modules. */
  readonly actions: readonly string[];
  /** Fields that can be read on at least some rows. */
  readonly readable: readonly string[];
  /** Fields that can be given a value on at least some rows. */
  readonly writable: readonly string[];
  /** Actions granted only on rows that meet a condition. */
  readonly limited: readonly string[];
}

/** An entity's description with the verbs of modules and, for a principal, its rights. */
export interface FullDescription extends EntityDescription {
  readonly commands: readonly { readonly name: string; readonly refusals: readonly string[] }[];
  readonly views: readonly string[];
  readonly rights: RightsDescription | null;
}

/** Describes an entity, and the rights of a principal on it. Plain JSON. */
export function describeWithRights(runtime: Runtime, name: string, principal?: Principal): FullDescription {
  const description = describeEntity(modelEntity(runtime, name));
  const own = `${name}.`;
  const commands = [...runtime.commands.values()]
    .filter((command) => command.name.startsWith(own))
    .map((command) => ({ name: command.name, refusals: [...command.refusals] }));
  const views = [...runtime.views.keys()].filter((view) => view.startsWith(own));
  const verbs = [
    ...(description.fact ? ['record', 'reverse'] : ['create', 'update', 'delete']),
    ...commands.map((command) => command.name.slice(own.length)),
  ];
  const rights =
    principal === undefined ? null : describeRights(runtime.grants(name, principal), description, ['read', ...verbs]);
  return { ...description, commands, views, rights };
}

function describeRights(
  grants: readonly Grant[],
  { fields, fact }: EntityDescription,
  verbs: readonly string[],
): RightsDescription {
  const actions = verbs.filter((verb) => grantsOf(grants, verb).length > 0);
  const readers = grantsOf(grants, 'read');
  const writers = fact ? grantsOf(grants, 'record') : [...grantsOf(grants, 'create'), ...grantsOf(grants, 'update')];
  return {
    actions,
    readable: fields.map(({ path }) => path).filter((path) => readers.some(({ read }) => opensField(read, path))),
    writable: fields
      .filter(({ managed, path }) => !managed && writers.some(({ write }) => opensField(write, path)))
      .map(({ path }) => path),
    limited: actions.filter((verb) => grantsOf(grants, verb).every(({ condition }) => condition !== null)),
  };
}
