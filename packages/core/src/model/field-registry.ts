import { z } from 'zod';
import type { FieldType } from './field-type.js';

/** What crmkit knows of a zod schema beyond zod: its field type and options of storage. */
export interface FieldMeta {
  readonly type: FieldType;
  readonly folded?: boolean;
  readonly personal?: boolean;
  /** Has an index of its own. */
  readonly indexed?: boolean;
}

/** Marks zod schemas with their field type; zod hands the mark on to refined copies of a schema. */
export const fieldRegistry = z.registry<FieldMeta>();

declare const kindTag: unique symbol;

/** A zod schema that carries its field kind in its type, so that expressions offer the right operators. */
export type Tagged<Z extends z.ZodType, K extends FieldType['type'], E extends string = never> = Z & {
  readonly [kindTag]: { readonly kind: K; readonly entity: E };
};

/** The field kind of a zod schema at type level; plain zod schemas map to their nearest kind. */
export type KindOf<Z> = Z extends { readonly [kindTag]: { readonly kind: infer K } }
  ? K
  : Z extends z.ZodOptional<infer I> | z.ZodNullable<infer I> | z.ZodDefault<infer I>
    ? KindOf<I>
    : Z extends z.ZodEnum | z.ZodLiteral
      ? 'keyword'
      : Z extends z.ZodBoolean
        ? 'bool'
        : Z extends z.ZodNumber
          ? 'int'
          : Z extends z.ZodArray
            ? 'list'
            : Z extends z.ZodString
              ? 'text'
              : 'json';
