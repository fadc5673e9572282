import type { EntityDefinition, FieldSchema, Model } from '@crmkit/core';

interface InputSchema {
  readonly def?: { readonly type?: string; readonly innerType?: InputSchema };
  readonly shape?: { readonly [field: string]: InputSchema };
}

/**
 * Lists what an incoming satellite of an entity may say, with the type of the stored field where there is one of that
 * name; other inputs are text. Undefined when the entity has no satellites of this name.
 */
export function listSatelliteFields(
  model: Model,
  definition: EntityDefinition,
  kind: string,
): { readonly [field: string]: FieldSchema } | undefined {
  const satellite = Object.hasOwn(definition.satellites, kind) ? definition.satellites[kind] : undefined;
  if (satellite === undefined) return undefined;
  const stored = model.entities[satellite.entity]?.schema.fields ?? {};
  const shape = findShape(satellite.input as unknown as InputSchema) ?? {};
  return Object.fromEntries(
    Object.entries(shape).map(([field, input]) => {
      const type = Object.hasOwn(stored, field) && stored[field] ? stored[field].type : ({ type: 'text' } as const);
      return [field, { type, nullable: isOptional(input) }];
    }),
  );
}

function findShape(schema: InputSchema): InputSchema['shape'] {
  return schema.shape ?? (schema.def?.innerType ? findShape(schema.def.innerType) : undefined);
}

function isOptional({ def }: InputSchema): boolean {
  return ['optional', 'nullable', 'default', 'prefault'].includes(def?.type ?? '');
}
