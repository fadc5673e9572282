import { z } from 'zod';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import { findField } from '../storage/field-of.js';
import { type EntityDefinition, type FieldShapes, isUsableName } from './define-entity.js';
import type { LabelSet } from './labels.js';
import { readField } from './read-field.js';
import type { EntitySchema, FieldSchema, StorageSchema } from './storage-schema.js';

/**
 * Fields a host adds in code: entity → field → zod schema. They live under `custom`. Records that were stored before the
 * field was added have no value, so each is optional or has a default, which records get when they are written.
 */
export type HostFields = { readonly [entity: string]: FieldShapes };

/** One entity with all that is derived from it once: storage schema and zod objects. */
export interface ModelEntity {
  readonly definition: EntityDefinition;
  readonly custom: FieldShapes;
  readonly schema: EntitySchema;
  /** The full record without `id` and `rev`; refuses unknown keys. */
  readonly record: z.ZodObject;
  /** What `describe` takes names from; a later set wins. */
  readonly labelSets: readonly LabelSet[];
}

/** The compiled model: what sessions, commands and storages share. */
export interface Model {
  readonly entities: { readonly [entity: string]: ModelEntity };
  readonly schema: StorageSchema;
}

function fieldSchemas(shapes: FieldShapes, path: string, allNullable: boolean): { [field: string]: FieldSchema } {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, zod]) => {
      const field = readField(zod, `${path}.${name}`);
      return [name, allNullable ? { ...field, nullable: true } : field];
    }),
  );
}

function markedIndexes(fields: { readonly [field: string]: FieldSchema }, prefix: string): readonly string[][] {
  return Object.keys(fields).flatMap((name) => (fields[name]?.indexed ? [[prefix + name]] : []));
}

function buildEntity(definition: EntityDefinition, custom: FieldShapes, labelSets: readonly LabelSet[]): ModelEntity {
  const { name } = definition;
  for (const [field, zod] of Object.entries(custom)) {
    const path = `${name}.custom.${field}`;
    if (!isUsableName(field)) throw new InvalidModelError(path, 'this name cannot be used');
    readField(zod, path);
    if (!zod.safeParse(undefined).success)
      throw new InvalidModelError(path, 'a host field is optional or has a default');
  }
  const fields = fieldSchemas(definition.fields, name, false);
  const hostFields = fieldSchemas(custom, `${name}.custom`, true);
  const schema: EntitySchema = {
    name,
    fact: definition.fact,
    fields,
    custom: hostFields,
    relations: definition.relations,
    indexes: [...definition.indexes, ...markedIndexes(fields, ''), ...markedIndexes(hostFields, 'custom.')],
    time: definition.time,
  };
  const record = z.strictObject({ ...definition.fields, custom: z.strictObject(custom).prefault({}) });
  return { definition, custom, schema, record, labelSets };
}

function checkRelations(entities: { readonly [entity: string]: ModelEntity }): void {
  for (const { schema } of Object.values(entities)) {
    for (const [relation, { entity, kind, via }] of Object.entries(schema.relations)) {
      const path = `${schema.name}.${relation}`;
      const target = Object.hasOwn(entities, entity) ? entities[entity]?.schema : undefined;
      if (!target) throw new InvalidModelError(path, `there is no entity ${entity}`);
      const owner = kind === 'many' ? target : schema;
      const field = Object.hasOwn(owner.fields, via) ? owner.fields[via] : undefined;
      const wanted = kind === 'many' ? schema.name : entity;
      if (field?.type.type !== 'ref' || field.type.entity !== wanted) {
        throw new InvalidModelError(path, `${owner.name}.${via} is not a reference to ${wanted}`);
      }
    }
  }
}

/** Parts and satellites point at their owner, which reads and writes them through that reference. */
function checkOwned(entities: { readonly [entity: string]: ModelEntity }): void {
  for (const { definition, schema } of Object.values(entities)) {
    const owned = [...Object.entries(definition.parts), ...Object.entries(definition.satellites)];
    for (const [name, { entity, via }] of owned) {
      const path = `${schema.name}.${name}`;
      const target = Object.hasOwn(entities, entity) ? entities[entity]?.schema : undefined;
      if (!target) throw new InvalidModelError(path, `there is no entity ${entity}`);
      const field = Object.hasOwn(target.fields, via) ? target.fields[via] : undefined;
      if (field?.type.type !== 'ref' || field.type.entity !== schema.name) {
        throw new InvalidModelError(path, `${entity}.${via} is not a reference to ${schema.name}`);
      }
      if (Object.hasOwn(definition.parts, name) && !target.fact)
        throw new InvalidModelError(path, `${entity} is no fact, so it cannot be part of one`);
    }
  }
}

function checkRules({ definition, schema }: ModelEntity): void {
  for (const { name, per } of definition.rules)
    if (!Object.hasOwn(schema.fields, per) || schema.fields[per]?.type.type !== 'ref')
      throw new InvalidModelError(`${schema.name}.rules.${name}`, `${per} is not a reference`);
}

function checkIndexes({ schema }: ModelEntity): void {
  for (const [index, paths] of schema.indexes.entries()) {
    for (const path of paths) {
      if (findField(schema, path.split('.')) === null)
        throw new InvalidModelError(`${schema.name}.indexes[${index}]`, `there is no field ${path}`);
    }
  }
}

function checkStateNames({ definition, schema }: ModelEntity): void {
  const machine = definition.states;
  const type = machine === null ? undefined : schema.fields[machine.field]?.type;
  if (machine === null || type?.type !== 'keyword' || type.options === undefined) return;
  const named = [...machine.initial, ...Object.entries(machine.transitions).flatMap(([from, to]) => [from, ...to])];
  const unknown = named.find((state) => !type.options?.includes(state));
  if (unknown !== undefined)
    throw new InvalidModelError(`${schema.name}.states`, `${machine.field} has no value ${unknown}`);
}

/**
 * Compiles definitions and host fields into one model.
 *
 * @param definitions - every entity, in any order
 * @param hostFields - zod schemas by entity and field; they live under `custom`
 * @param version - published version of the model, counted up with each release that changes it
 * @param labels - names for `describeEntity`; without one of its own, an entity or field is called by its name, in English
 * @returns what sessions, commands and storages share; `schema` is plain data
 * @throws {@link InvalidModelError} `INVALID_MODEL` on two entities of one name or prefix, a relation that points nowhere,
 * host fields for an unknown entity or that are neither optional nor have a default, a name that cannot be used, or a field that cannot be stored
 * @example
 * const { schema } = buildModel(Object.values(nucleus().entities), { party: { creditClass: keyword().optional() } }, 1);
 * Object.keys(schema.entities.party?.custom ?? {}); // ['creditClass']
 */
export function buildModel(
  definitions: readonly EntityDefinition[],
  hostFields: HostFields,
  version: number,
  labels: readonly LabelSet[] = [],
): Model {
  const entities: { [entity: string]: ModelEntity } = Object.create(null);
  const prefixes = new Map<string, string>();
  for (const definition of definitions) {
    const { name, prefix } = definition;
    if (name in entities) throw new InvalidModelError(name, 'two modules declare an entity of this name');
    const other = prefixes.get(prefix);
    if (other) throw new InvalidModelError(`${name}.prefix`, `the id prefix ${prefix} is taken by ${other}`);
    prefixes.set(prefix, name);
    entities[name] = buildEntity(definition, Object.hasOwn(hostFields, name) ? (hostFields[name] ?? {}) : {}, labels);
  }
  for (const name of Object.keys(hostFields)) {
    if (!(name in entities)) throw new InvalidModelError(`fields.${name}`, 'there is no entity of this name');
  }
  checkRelations(entities);
  checkOwned(entities);
  for (const entity of Object.values(entities)) {
    checkIndexes(entity);
    checkStateNames(entity);
    checkRules(entity);
  }
  const schemas = Object.fromEntries(Object.entries(entities).map(([name, entity]) => [name, entity.schema]));
  return { entities, schema: { version, entities: schemas } };
}
