import type { z } from 'zod';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import { fieldRegistry } from './field-registry.js';
import type { FieldType } from './field-type.js';
import type { FieldSchema } from './storage-schema.js';

interface AnyDef {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly entries?: { readonly [key: string]: string | number };
  readonly values?: readonly unknown[];
}

const plainTypes: { readonly [type: string]: FieldType } = {
  boolean: { type: 'bool' },
  number: { type: 'int' },
  int: { type: 'int' },
  string: { type: 'text' },
  object: { type: 'json' },
  record: { type: 'json' },
  unknown: { type: 'json' },
  json: { type: 'json' },
  union: { type: 'json' },
  tuple: { type: 'json' },
  lazy: { type: 'json' },
  any: { type: 'json' },
};

/** Reads what a storage has to know of a field from its zod schema. Throws `INVALID_MODEL` for a type it cannot store. */
export function readField(schema: z.ZodType, path: string): FieldSchema {
  const meta = fieldRegistry.get(schema);
  const def = schema.def as unknown as AnyDef;
  if (meta) return { ...meta, nullable: def.type === 'optional' || def.type === 'nullable' };
  if (def.innerType) {
    const inner = readField(def.innerType, path);
    return def.type === 'optional' || def.type === 'nullable' ? { ...inner, nullable: true } : inner;
  }
  if (def.type === 'enum')
    return { type: { type: 'keyword', options: Object.values(def.entries ?? {}).map(String) }, nullable: false };
  if (def.type === 'literal')
    return { type: { type: 'keyword', options: (def.values ?? []).map(String) }, nullable: false };
  if (def.type === 'array' && def.element) {
    const element = readField(def.element, path).type.type;
    if (element === 'keyword' || element === 'text') return { type: { type: 'list', of: element }, nullable: false };
    return { type: { type: 'json' }, nullable: false };
  }
  const type = plainTypes[def.type];
  if (!type)
    throw new InvalidModelError(path, `a zod ${def.type} cannot be stored; use a field helper or a plain object`);
  return { type, nullable: false };
}
