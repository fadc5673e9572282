import type { StateMachine, UniqueDefinition } from './define-entity.js';
import type { FieldType } from './field-type.js';
import { type Labels, labelMeta, nameIn, type OptionLabels } from './labels.js';
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

const commonLabels: { readonly [field: string]: Labels } = {
  createdAt: nameIn('Created at', '建立時間', '创建时间'),
  updatedAt: nameIn('Changed at', '更新時間', '更新时间'),
  recordedAt: nameIn('Recorded at', '記錄時間', '记录时间'),
  posting: nameIn('Posting', '過帳狀態', '过账状态'),
  reverses: nameIn('Reverses', '沖銷對象', '冲销对象'),
  system: nameIn('Source system', '來源系統', '来源系统'),
  externalId: nameIn('Number in the source', '來源編號', '来源编号'),
  externalVersion: nameIn('Version in the source', '來源版本', '来源版本'),
  direction: nameIn('Direction', '方向'),
};

const commonOptions: { readonly [field: string]: OptionLabels } = {
  posting: {
    posted: nameIn('Posted', '已過帳', '已过账'),
    reversed: nameIn('Reversed', '已沖銷', '已冲销'),
    reversal: nameIn('Reversal', '沖銷', '冲销'),
  },
  direction: { sales: nameIn('Sales', '銷售', '销售'), purchase: nameIn('Purchase', '採購', '采购') },
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
    writable: definition.writable,
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
  { definition, custom, record }: ModelEntity,
  name: string,
  path: string,
  { type, nullable, personal }: FieldSchema,
): FieldDescription {
  const isCustom = path !== name;
  const managed = !isCustom && MANAGED.has(name);
  const shape = isCustom ? undefined : record.shape[name];
  const zod = isCustom ? custom[name] : definition.fields[name];
  const meta = zod === undefined ? {} : labelMeta(zod);
  const own = isCustom ? undefined : definition.fieldLabels[name];
  const optionLabels =
    (isCustom ? undefined : definition.optionLabels[name]) ??
    meta.optionLabels ??
    (isCustom ? undefined : commonOptions[name]);
  return {
    path,
    labels: labelsOf(own ?? meta.labels ?? (isCustom ? undefined : commonLabels[name]) ?? {}, name),
    type,
    ...(type.type === 'keyword' && type.options && { options: type.options, ...(optionLabels && { optionLabels }) }),
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

function labelsOf(labels: Labels, name: string): Labels {
  return { en: humanize(name), ...labels };
}

/** `orderLine` → `Order line`. */
function humanize(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
