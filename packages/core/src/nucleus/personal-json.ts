import type { z } from 'zod';
import { fieldRegistry } from '../model/field-registry.js';

/** Marks a structured value, which is kept and never queried, as personal data. */
export function personalJson<Z extends z.ZodType>(schema: Z): Z {
  fieldRegistry.add(schema, { type: { type: 'json' }, personal: true });
  return schema;
}
