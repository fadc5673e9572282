import { z } from 'zod';
import { type Grant, grantsOf, opensField } from '../access/grant.js';
import { describeEntity, type EntityDescription } from '../model/describe.js';
import { modelEntity } from './caller.js';
import type { Principal } from './principal.js';
import type { Runtime } from './runtime.js';

/** What a principal may do with an entity. */
export interface RightsDescription {
  /** Actions granted on at least some rows: generic ones, verbs and views of modules. */
  readonly actions: readonly string[];
  /** Fields that can be read on at least some rows. */
  readonly readable: readonly string[];
  /** Fields that can be given a value on at least some rows. */
  readonly writable: readonly string[];
  /** Actions granted only on rows that meet a condition. */
  readonly limited: readonly string[];
}

/** A verb of a module. */
export interface CommandDescription {
  readonly name: string;
  readonly refusals: readonly string[];
  /** What the verb takes, as JSON Schema (draft 2020-12). */
  readonly input: { readonly [keyword: string]: unknown };
}

/** An entity's description with the verbs of modules and, for a principal, its rights. */
export interface FullDescription extends EntityDescription {
  readonly commands: readonly CommandDescription[];
  readonly views: readonly string[];
  readonly rights: RightsDescription | null;
}

/** Describes an entity, and the rights of a principal on it. Plain JSON. */
export function describeWithRights(runtime: Runtime, name: string, principal?: Principal): FullDescription {
  const description = describeEntity(modelEntity(runtime, name));
  const own = `${name}.`;
  const commands = [...runtime.commands.values()]
    .filter((command) => command.name.startsWith(own))
    .map((command) => ({ name: command.name, refusals: [...command.refusals], input: inputSchema(command.input) }));
  const views = [...runtime.views.keys()].filter((view) => view.startsWith(own));
  const verbs = [
    ...(description.fact
      ? ['record', 'reverse']
      : description.writable
        ? ['create', 'update', 'upsert', 'delete']
        : []),
    ...[...commands.map((command) => command.name), ...views].map((verb) => verb.slice(own.length)),
  ];
  const rights =
    principal === undefined ? null : describeRights(runtime.grants(name, principal), description, ['read', ...verbs]);
  return { ...description, commands, views, rights };
}

/** Refinements that JSON Schema cannot say are left out. */
function inputSchema(input: z.ZodType): CommandDescription['input'] {
  return { ...z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) };
}

/** An upsert is judged as an update, as `can` does. */
function actionOf(verb: string): string {
  return verb === 'upsert' ? 'update' : verb;
}

function describeRights(
  grants: readonly Grant[],
  { fields, fact }: EntityDescription,
  verbs: readonly string[],
): RightsDescription {
  const actions = verbs.filter((verb) => grantsOf(grants, actionOf(verb)).length > 0);
  const readers = grantsOf(grants, 'read');
  const writers = fact ? grantsOf(grants, 'record') : [...grantsOf(grants, 'create'), ...grantsOf(grants, 'update')];
  return {
    actions,
    readable: fields.map(({ path }) => path).filter((path) => readers.some(({ read }) => opensField(read, path))),
    writable: fields
      .filter(({ managed, path }) => !managed && writers.some(({ write }) => opensField(write, path)))
      .map(({ path }) => path),
    limited: actions.filter((verb) => grantsOf(grants, actionOf(verb)).every(({ condition }) => condition !== null)),
  };
}
