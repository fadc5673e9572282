import { z } from 'zod';

/** Human names of an entity, field or option, by BCP 47 language tag. */
export type Labels = { readonly [language: string]: string };

/** Names in English, traditional and simplified Chinese; the last two are often the same. */
export function nameIn(english: string, traditional: string, simplified: string = traditional): Labels {
  return { en: english, 'zh-Hant': traditional, 'zh-Hans': simplified };
}

/** What a field's zod schema says of its names in `.meta({ labels, optionLabels })`. */
export interface LabelMeta {
  readonly labels?: Labels;
  readonly optionLabels?: OptionLabels;
}

/** Names of the values of a field, by value. */
export type OptionLabels = { readonly [option: string]: Labels };

/** The names a schema carries, also below `optional()` or `default()`. */
export function labelMeta(schema: z.ZodType): LabelMeta {
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return { ...(innerType && labelMeta(innerType)), ...(z.globalRegistry.get(schema) as LabelMeta | undefined) };
}
