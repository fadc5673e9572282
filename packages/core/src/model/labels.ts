import { z } from 'zod';

/** Human names of an entity, field or option, by BCP 47 language tag. */
export type Labels = { readonly [language: string]: string };

/** What a field's zod schema says of its names in `.meta({ labels, optionLabels })`. */
export interface LabelMeta {
  readonly labels?: Labels;
  readonly optionLabels?: OptionLabels;
}

/** Names of the values of a field, by value. */
export type OptionLabels = { readonly [option: string]: Labels };

/** Names of one entity in a {@link LabelSet}; what it leaves out keeps the name it has. */
export interface EntityLabels {
  readonly entity?: Labels;
  /** By path as `describe` gives it: `name`, or `custom.creditClass` for a field of the host. */
  readonly fields?: { readonly [path: string]: Labels };
  /** Names of the values of closed fields, by path and value. */
  readonly options?: { readonly [path: string]: OptionLabels };
}

/**
 * Names for screens, by entity: plain data for `createCrm({ labels })`, `nucleusLabels` or the host's own. What stands
 * under `'*'` names the fields of every entity that have no name otherwise. Entities and fields that the model does not
 * have are passed over.
 */
export type LabelSet = { readonly [entity: string]: EntityLabels };

/** The names a schema carries, also below `optional()` or `default()`. */
export function labelMeta(schema: z.ZodType): LabelMeta {
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return { ...(innerType && labelMeta(innerType)), ...(z.globalRegistry.get(schema) as LabelMeta | undefined) };
}
