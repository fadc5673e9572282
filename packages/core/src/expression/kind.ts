import type { FieldKind, FieldType } from '../model/field-type.js';

/** Kinds of type that compare with each other. */
export type ComparableKind = 'bool' | 'number' | 'text' | 'date' | 'instant' | 'ref' | 'money';

/**
 * The kind under which a type compares, or null for lists and JSON, which do not compare.
 *
 * @example
 * comparableKind({ type: 'keyword' }); // 'text'
 */
export function comparableKind({ type }: { readonly type: FieldKind }): ComparableKind | null {
  switch (type) {
    case 'int':
    case 'decimal':
      return 'number';
    case 'text':
    case 'keyword':
      return 'text';
    case 'list':
    case 'json':
      return null;
    default:
      return type;
  }
}

/**
 * Digits after the point of a number's stored form; for money those beyond the minor unit.
 *
 * @example
 * scaleOf({ type: 'int' }); // 0
 */
export function scaleOf(type: FieldType): number {
  if (type.type === 'decimal') return type.scale;
  return type.type === 'money' ? type.extraDigits : 0;
}
