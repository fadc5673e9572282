import type { Expression } from '../expression/node.js';
import type { PublicRecord } from '../model/codec.js';
import { type AggregateOptions, aggregateRecords, countRecords } from './aggregate-records.js';
import type { AsOfOption } from './as-of.js';
import { type Caller, modelEntity } from './caller.js';
import { createRecords } from './create-records.js';
import { deleteRecords } from './delete-records.js';
import { findRecords, getRecords } from './find-records.js';
import { iterateRecords, type ListOptions, listRecords } from './list-records.js';
import { readHistory } from './read-history.js';
import { recordFacts } from './record-facts.js';
import { resolveReferences } from './resolve-references.js';
import { reverseFacts } from './reverse-facts.js';
import { runCommand, runView } from './run-command.js';
import type { Recipe } from './run-recipe.js';
import type { OneOrMany } from './sets.js';
import { type RevisionOption, updateRecords } from './update-records.js';
import type { SourceRef } from './upsert-items.js';
import { upsertRecords } from './upsert-records.js';

/** Names that no command or view of a module may take. */
export const GENERIC_VERBS: ReadonlySet<string> = new Set([
  'create',
  'update',
  'upsert',
  'delete',
  'record',
  'reverse',
  'get',
  'find',
  'list',
  'iterate',
  'count',
  'aggregate',
  'history',
  'resolve',
]);

type Method = (...args: never[]) => unknown;

/**
 * The methods of one entity in a session: reading, writing as the entity's kind allows, and the verbs and views of
 * modules. Typed by `Session`.
 */
export function createEntityApi(caller: Caller, name: string): { readonly [method: string]: Method } {
  const { schema, definition } = modelEntity(caller.runtime, name);
  return Object.freeze({
    ...readMethods(caller, name),
    ...(schema.fact ? factMethods(caller, name) : definition.writable ? recordMethods(caller, name) : {}),
    ...moduleMethods(caller, name),
  });
}

function readMethods(caller: Caller, name: string): { readonly [method: string]: Method } {
  return {
    get: (ids: OneOrMany<string>, options?: Pick<ListOptions, 'asOf'>) => getRecords(caller, name, ids, options),
    find: (ids: OneOrMany<string>, options?: Pick<ListOptions, 'asOf'>) => findRecords(caller, name, ids, options),
    list: (options?: ListOptions) => listRecords(caller, name, options),
    iterate: (options?: Omit<ListOptions, 'limit' | 'cursor'>) => iterateRecords(caller, name, options),
    count: (options?: { readonly where?: Expression; readonly asOf?: AsOfOption }) =>
      countRecords(caller, name, options),
    aggregate: (options: AggregateOptions) => aggregateRecords(caller, name, options),
    history: (id: string) => readHistory(caller, name, id),
    resolve: (refs: readonly Pick<SourceRef, 'system' | 'id' | 'type'>[]) => resolveReferences(caller, name, refs),
  };
}

function recordMethods(caller: Caller, name: string): { readonly [method: string]: Method } {
  return {
    create: (data: OneOrMany<PublicRecord>) => createRecords(caller, name, data),
    update: (ids: OneOrMany<string>, recipe: Recipe, options?: RevisionOption) =>
      updateRecords(caller, name, ids, recipe, options),
    delete: (ids: OneOrMany<string>, options?: RevisionOption) => deleteRecords(caller, name, ids, options),
    upsert: (items: OneOrMany<PublicRecord>) => upsertRecords(caller, name, items),
  };
}

function factMethods(caller: Caller, name: string): { readonly [method: string]: Method } {
  return {
    record: (items: OneOrMany<PublicRecord>) => recordFacts(caller, name, items),
    reverse: (ids: OneOrMany<string>, options: { readonly reason: string }) => reverseFacts(caller, name, ids, options),
  };
}

function moduleMethods(caller: Caller, name: string): { readonly [method: string]: Method } {
  const methods: { [method: string]: Method } = {};
  for (const command of caller.runtime.commands.values()) {
    const [entity, verb = ''] = command.name.split('.');
    if (entity === name) methods[verb] = (input: unknown) => runCommand(caller, command, input);
  }
  for (const view of caller.runtime.views.values()) {
    const [entity, noun = ''] = view.name.split('.');
    if (entity === name) methods[noun] = (input: unknown) => runView(caller, view, input);
  }
  return methods;
}
