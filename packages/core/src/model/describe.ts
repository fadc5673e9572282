import type { StateMachine, UniqueDefinition } from './define-entity.js';
import type { FieldType } from './field-type.js';
import { type EntityLabels, type Labels, labelMeta, type OptionLabels } from './labels.js';
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
  /** Names of those that have one, by value. */
  readonly optionLabels?: OptionLabels;
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

/** Records that belong to another: the lines of an order, the contact points of a party. */
export interface OwnedDescription {
  /** Their name in `record` or `upsert`. */
  readonly name: string;
  readonly entity: string;
  /** Their reference field that holds the owner's id. */
  readonly via: string;
}

/** All that a host needs to draw a screen for an entity: plain JSON. */
export interface EntityDescription {
  readonly name: string;
  readonly fact: boolean;
  /** False: sessions only read it. */
  readonly writable: boolean;
  readonly labels: Labels;
  readonly fields: readonly FieldDescription[];
  readonly relations: readonly RelationDescription[];
  /** Facts recorded and reversed with it. */
  readonly parts: readonly OwnedDescription[];
  /** Records that an upsert of it brings along. */
  readonly satellites: readonly OwnedDescription[];
  readonly unique: readonly UniqueDefinition[];
  /** The state machine, with every state it names. */
  readonly states: (StateMachine & { readonly all: readonly string[] }) | null;
  /** The field that says when it happened. */
  readonly time: string | null;
}

const MANAGED = new Set(['createdAt', 'updatedAt', 'recordedAt', 'posting', 'reverses']);

/**
 * Describes an entity of the compiled model: labels by language, fields with types and options, relations, states.
 * Labels come from what the model's label sets say of the entity, over its definition, else over `'*'` in the sets; where
 * none has an English one, it is made from the name: `givenName` → `Given name`.
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
    writable: definition.writable,
    labels: labelsOf(entity, schema.name, definition.labels, (set) => set.entity),
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
    parts: ownedOf(definition.parts),
    satellites: ownedOf(definition.satellites),
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
  entity: ModelEntity,
  name: string,
  path: string,
  { type, nullable, personal }: FieldSchema,
): FieldDescription {
  const { definition, custom, record } = entity;
  const isCustom = path !== name;
  const managed = !isCustom && MANAGED.has(name);
  const shape = isCustom ? undefined : record.shape[name];
  const zod = isCustom ? custom[name] : definition.fields[name];
  const meta = zod === undefined ? {} : labelMeta(zod);
  const labels = (isCustom ? undefined : definition.fieldLabels[name]) ?? meta.labels;
  const named = (isCustom ? undefined : definition.optionLabels[name]) ?? meta.optionLabels;
  const options = type.type === 'keyword' ? type.options : undefined;
  return {
    path,
    labels: labelsOf(entity, name, labels, ({ fields }) => own(fields, path)),
    type,
    ...(options && { options, ...optionLabelsOf(entity, path, options, named) }),
    // A field with a default is stored always and asked for never.
    required: !nullable && !managed && shape !== undefined && !shape.safeParse(undefined).success,
    personal: personal === true,
    managed,
  };
}

function ownedOf(owned: {
  readonly [name: string]: { readonly entity: string; readonly via: string };
}): readonly OwnedDescription[] {
  return Object.entries(owned).map(([name, { entity, via }]) => ({ name, entity, via }));
}

type Read = (labels: EntityLabels) => Labels | undefined;

function own<T>(values: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}

/** What the label sets say under a key, a later set over an earlier one, language by language. */
function labelsIn({ labelSets }: ModelEntity, key: string, read: Read): Labels {
  return Object.assign({}, ...labelSets.map((set) => read(own(set, key) ?? {})));
}

/** The names of the entity's own in the sets, over those it was declared with, else over those of every entity. */
function namesOf(entity: ModelEntity, declared: Labels | undefined, read: Read): Labels {
  return { ...(declared ?? labelsIn(entity, '*', read)), ...labelsIn(entity, entity.schema.name, read) };
}

function labelsOf(entity: ModelEntity, name: string, declared: Labels | undefined, read: Read): Labels {
  return { en: humanize(name), ...namesOf(entity, declared, read) };
}

function optionLabelsOf(
  entity: ModelEntity,
  path: string,
  options: readonly string[],
  declared: OptionLabels | undefined,
): { readonly optionLabels?: OptionLabels } {
  const named = options
    .map(
      (value) => [value, namesOf(entity, own(declared, value), (set) => own(own(set.options, path), value))] as const,
    )
    .filter(([, labels]) => Object.keys(labels).length > 0);
  return named.length > 0 ? { optionLabels: Object.fromEntries(named) } : {};
}

/** `orderLine` → `Order line`. */
function humanize(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
