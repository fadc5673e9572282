import type { Labels, StateMachine, UniqueDefinition } from './define-entity.js';
import type { FieldType } from './field-type.js';
import type { ModelEntity } from './model.js';
import type { FieldSchema } from './storage-schema.js';

/** One field as a screen needs it. */
export interface FieldDescription {
  /** `name`, or `custom.creditClass`. */
  readonly path: string;
  readonly labels: Labels;
  readonly type: FieldType;
  /** The closed list of values, where there is one. */
  readonly options?: readonly string[];
  /** A new record needs a value here. */
  readonly required: boolean;
  readonly personal: boolean;
  /** Kept by crmkit; shown, never given. */
  readonly managed: boolean;
}

/** A way to other records. */
export interface RelationDescription {
  readonly name: string;
  readonly kind: 'many' | 'one';
  readonly entity: string;
  readonly via: string;
}

/** All that a host needs to draw a screen for an entity: plain JSON. */
export interface EntityDescription {
  readonly name: string;
  readonly fact: boolean;
  readonly labels: Labels;
  readonly fields: readonly FieldDescription[];
  readonly relations: readonly RelationDescription[];
  readonly unique: readonly UniqueDefinition[];
  /** The state machine, with every state it names. */
  readonly states: (StateMachine & { readonly all: readonly string[] }) | null;
  /** The field that says when it happened. */
  readonly time: string | null;
}

const MANAGED = new Set(['createdAt', 'updatedAt', 'recordedAt', 'posting', 'reverses']);

const commonLabels: { readonly [field: string]: Labels } = {
  createdAt: { en: 'Created at', zh: '建立時間' },
  updatedAt: { en: 'Changed at', zh: '更新時間' },
  recordedAt: { en: 'Recorded at', zh: '記錄時間' },
  posting: { en: 'Posting', zh: '過帳狀態' },
  reverses: { en: 'Reverses', zh: '沖銷對象' },
  system: { en: 'Source system', zh: '來源系統' },
  externalId: { en: 'Number in the source', zh: '來源編號' },
  externalVersion: { en: 'Version in the source', zh: '來源版本' },
  direction: { en: 'Direction', zh: '方向' },
};

/**
 * Describes an entity of the compiled model: labels by language, fields with types and options, relations, states.
 *
 * @param entity - of `buildModel`
 * @returns plain JSON, detached from the model
 * @example
 * const described = model.entities.party && describeEntity(model.entities.party);
 * described?.fields.find(({ path }) => path === 'kind')?.options; // ['person', 'organization', 'household']
 */
export function describeEntity(entity: ModelEntity): EntityDescription {
  const { definition, schema } = entity;
  const { states } = definition;
  return structuredClone({
    name: schema.name,
    fact: schema.fact,
    labels: labelsOf(definition.labels, schema.name),
    fields: [
      ...Object.entries(schema.fields).map(([name, field]) => describeField(entity, name, name, field)),
      ...Object.entries(schema.custom).map(([name, field]) => describeField(entity, name, `custom.${name}`, field)),
    ],
    relations: Object.entries(schema.relations).map(([name, { kind, entity: target, via }]) => ({
      name,
      kind,
      entity: target,
      via,
    })),
    unique: definition.unique,
    states: states && {
      ...states,
      all: [
        ...new Set([...states.initial, ...Object.entries(states.transitions).flatMap(([from, to]) => [from, ...to])]),
      ],
    },
    time: definition.time,
  });
}

function describeField(
  { definition, record }: ModelEntity,
  name: string,
  path: string,
  { type, nullable, personal }: FieldSchema,
): FieldDescription {
  const isCustom = path !== name;
  const managed = !isCustom && MANAGED.has(name);
  const shape = isCustom ? undefined : record.shape[name];
  return {
    path,
    labels: isCustom
      ? { en: humanize(name) }
      : labelsOf(definition.fieldLabels[name] ?? commonLabels[name] ?? {}, name),
    type,
    ...(type.type === 'keyword' && type.options && { options: type.options }),
    // A field with a default is stored always and asked for never.
    required: !nullable && !managed && shape !== undefined && !shape.safeParse(undefined).success,
    personal: personal === true,
    managed,
  };
}

function labelsOf(labels: Labels, name: string): Labels {
  return { en: humanize(name), ...labels };
}

/** `orderLine` → `Order line`. */
function humanize(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
