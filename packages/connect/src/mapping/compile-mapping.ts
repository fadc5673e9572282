import type { FieldSchema, Model } from '@crmkit/core';
import { InvalidMappingError } from '../errors/invalid-mapping-error.js';
import { checkShape } from './check-shape.js';
import type { CompileContext } from './compile-value.js';
import { compileValue } from './compile-value.js';
import type { RowScope } from './compiled-value.js';
import type { FieldReader } from './convert-to-field.js';
import { convertToField } from './convert-to-field.js';
import { readAsText } from './convert-value.js';
import type { FieldMap, Mapping } from './define-mapping.js';
import { nameMapping } from './define-mapping.js';
import { formatReferenceHead } from './reference-key.js';
import { listSatelliteFields } from './satellite-fields.js';
import type { ValueNode } from './value-node.js';
import { listColumns, listReferenceNodes, refersToRecords } from './value-node.js';

/** One field, ready to read: where it goes and how its value is found. */
export interface CompiledField {
  readonly field: string;
  /** As the mapping writes it: `custom.creditClass`. */
  readonly path: string;
  /** Under `custom` in the record. */
  readonly custom: boolean;
  readonly required: boolean;
  readonly column: string | undefined;
  /** Asks for other records while it is read. */
  readonly refers: boolean;
  readonly read: FieldReader;
}

/** One kind of part, ready to read. */
interface CompiledPart {
  readonly part: string;
  readonly rows: string;
  readonly fields: readonly CompiledField[];
}

/** One satellite, ready to read; it is left out where no column it reads has a value. */
interface CompiledSatellite {
  readonly kind: string;
  readonly fields: readonly CompiledField[];
  readonly columns: readonly string[];
}

/** A mapping that was checked against a model and is ready to read rows. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  readonly name: string;
  readonly fact: boolean;
  readonly readId: (scope: RowScope) => string | undefined;
  readonly idColumn: string | undefined;
  readonly readVersion: ((scope: RowScope) => string | undefined) | null;
  readonly fields: readonly CompiledField[];
  readonly parts: readonly CompiledPart[];
  readonly satellites: readonly CompiledSatellite[];
  /** Columns of the main row that some value reads. */
  readonly columns: readonly string[];
  /** Columns that are not kept as payload: those that are read, and those the mapping drops. */
  readonly taken: ReadonlySet<string>;
  /** Whom its rows refer to, as {@link formatReferenceHead} writes it. */
  readonly referred: readonly string[];
}

/** Fields that crmkit fills by itself; a mapping cannot give them. */
const MANAGED = new Set([
  'createdAt',
  'updatedAt',
  'recordedAt',
  'posting',
  'reverses',
  'system',
  'externalId',
  'externalVersion',
]);

/**
 * Checks a mapping against the model and prepares it.
 *
 * @throws {@link InvalidMappingError} `INVALID_MAPPING` with the path of the first thing that is wrong
 */
export function compileMapping(model: Model, mapping: Mapping): CompiledMapping {
  checkShape(mapping);
  const name = nameMapping(mapping);
  const fail = (path: string, problem: string): never => {
    throw new InvalidMappingError(name, path, problem);
  };
  const entity = findEntity(model, mapping.entity) ?? fail('entity', `there is no entity ${mapping.entity}`);
  const { definition } = entity;
  const partRows = Object.fromEntries(
    Object.entries(mapping.parts ?? {}).map(([part, { rows }]) => [part, rows ?? part]),
  );
  const context: CompileContext = {
    mapping: name,
    system: mapping.system,
    partRows,
    kindOf: (other) => {
      const found = findEntity(model, other);
      return found === undefined ? undefined : found.definition.fact ? 'fact' : 'entity';
    },
  };
  const fieldsOf = (
    target: string,
    path: string,
    fields: FieldMap,
    given: readonly string[],
  ): readonly CompiledField[] => {
    const found = findEntity(model, target);
    if (!found) return fail(path, `there is no entity ${target}`);
    const { schema } = found;
    const compiled = Object.entries(fields).map(([field, node]) =>
      compileField(field, node, `${path}.${field}`, context, findField(schema.fields, schema.custom, field)),
    );
    for (const [field, { nullable }] of Object.entries(schema.fields)) {
      const hasValue =
        nullable || MANAGED.has(field) || given.includes(field) || hasDefault(found.definition.fields[field]);
      if (!hasValue && !Object.hasOwn(fields, field)) fail(`${path}.${field}`, `${target} needs this field`);
    }
    return compiled;
  };

  const parts = Object.entries(mapping.parts ?? {}).map(([part, { fields }]): CompiledPart => {
    const declared = Object.hasOwn(definition.parts, part) ? definition.parts[part] : undefined;
    if (!declared) return fail(`parts.${part}`, `${mapping.entity} has no part of this name`);
    return {
      part,
      rows: partRows[part] ?? part,
      fields: fieldsOf(declared.entity, `parts.${part}.fields`, fields, [declared.via]),
    };
  });
  const satellites = Object.entries(mapping.satellites ?? {}).flatMap(([kind, items]) => {
    const known =
      listSatelliteFields(model, definition, kind) ??
      fail(`satellites.${kind}`, `${mapping.entity} has no satellites of this name`);
    return items.map(({ fields }, index): CompiledSatellite => {
      const path = `satellites.${kind}[${index}].fields`;
      const compiled = Object.entries(fields).map(([field, node]) =>
        compileField(field, node, `${path}.${field}`, context, Object.hasOwn(known, field) ? known[field] : undefined),
      );
      for (const [field, { nullable }] of Object.entries(known)) {
        if (!nullable && !Object.hasOwn(fields, field)) fail(`${path}.${field}`, `${kind} need this field`);
      }
      return { kind, fields: compiled, columns: Object.values(fields).flatMap(listColumns) };
    });
  });
  const id = compileValue(mapping.id, 'id', context);
  const version = mapping.version ? compileValue(mapping.version, 'version', context) : null;
  if (mapping.objectType !== undefined && definition.fact)
    fail('objectType', 'facts have one numbering per system; use another system name');
  if (mapping.keepUnmapped && definition.fact) fail('keepUnmapped', 'facts keep no payload; map the columns to fields');
  const columns = listMappedColumns(mapping, Object.values(partRows));
  return {
    mapping,
    name,
    fact: definition.fact,
    readId: readAsText(id, listColumns(mapping.id)[0]),
    idColumn: listColumns(mapping.id)[0],
    readVersion: version && readAsText(version, mapping.version && listColumns(mapping.version)[0]),
    fields: fieldsOf(mapping.entity, 'fields', mapping.fields, []),
    parts,
    satellites,
    columns,
    referred: listReferred(mapping),
    taken: new Set([...columns, ...(mapping.dropColumns ?? [])]),
  };
}

function compileField(
  field: string,
  node: ValueNode,
  path: string,
  context: CompileContext,
  schema: FieldSchema | undefined,
): CompiledField {
  const custom = field.startsWith('custom.');
  const name = custom ? field.slice('custom.'.length) : field;
  if (!custom && MANAGED.has(name))
    throw new InvalidMappingError(context.mapping, path, 'crmkit keeps this field by itself');
  if (schema === undefined) throw new InvalidMappingError(context.mapping, path, 'the model has no field of this name');
  const value = compileValue(node, path, context);
  return {
    field: name,
    path: field,
    custom,
    required: !schema.nullable,
    column: listColumns(node)[0],
    refers: refersToRecords(node),
    read: convertToField(value, schema.type, { mapping: context.mapping, path, node }),
  };
}

function findEntity(model: Model, name: string): Model['entities'][string] | undefined {
  return Object.hasOwn(model.entities, name) ? model.entities[name] : undefined;
}

function findField(
  fields: { readonly [field: string]: FieldSchema },
  custom: { readonly [field: string]: FieldSchema },
  path: string,
): FieldSchema | undefined {
  const [source, name] = path.startsWith('custom.') ? [custom, path.slice('custom.'.length)] : [fields, path];
  return Object.hasOwn(source, name) ? source[name] : undefined;
}

/** zod fills a default by itself, so the mapping need not give the field. */
function hasDefault(schema: unknown): boolean {
  const type = (schema as { readonly def?: { readonly type?: string } } | undefined)?.def?.type;
  return type === 'default' || type === 'prefault';
}

function listReferred(mapping: Mapping): readonly string[] {
  const nodes = [
    mapping,
    ...Object.values(mapping.parts ?? {}),
    ...Object.values(mapping.satellites ?? {}).flat(),
  ].flatMap(({ fields }) => Object.values(fields).flatMap(listReferenceNodes));
  return nodes.map(({ entity, system, objectType }) =>
    formatReferenceHead({ entity, system: system ?? mapping.system, objectType: objectType ?? entity }),
  );
}

function listMappedColumns(mapping: Mapping, partRows: readonly string[]): readonly string[] {
  const nodes = [
    mapping.id,
    ...(mapping.version ? [mapping.version] : []),
    ...Object.values(mapping.fields),
    ...Object.values(mapping.satellites ?? {}).flatMap((items) => items.flatMap(({ fields }) => Object.values(fields))),
  ];
  return [...new Set([...nodes.flatMap(listColumns), ...partRows])];
}
