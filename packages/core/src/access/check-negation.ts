import { InvalidModelError } from '../errors/invalid-model-error.js';
import type { Expression } from '../expression/node.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { entityOf, findField } from '../storage/field-of.js';

/**
 * Refuses `not` over a field that may have no value in an access rule: `not (owner = X)` would let records without an
 * owner through, which few authors mean. A rule that tests the same field with `isNull` has decided.
 *
 * @param expression - the rule's condition, checked and normalised
 * @param schema - of the model
 * @param entity - the entity the rule is about
 * @param path - where the rule stands, for the error
 * @throws {@link InvalidModelError} `INVALID_MODEL`
 */
export function checkNegation(expression: Expression, schema: StorageSchema, entity: string, path: string): void {
  const decided = new Set<string>();
  const negated: string[] = [];
  walk(expression, { schema, entity, isNegated: false, decided, negated });
  const open = negated.find((name) => !decided.has(name));
  if (open === undefined) return;
  throw new InvalidModelError(
    path,
    `${open} may have no value and stands under not; say with isNull whether such records are meant`,
  );
}

interface Place {
  readonly schema: StorageSchema;
  readonly entity: string;
  readonly isNegated: boolean;
  readonly decided: Set<string>;
  readonly negated: string[];
}

type Node = { readonly [key: string]: unknown };

function walk(node: unknown, place: Place): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, place);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const record = node as Node;
  const { op, rel } = record;
  if (op === 'lit') return;
  switch (op) {
    case 'isNull':
      noteDecision(record['arg'], place);
      return;
    case 'field':
    case 'has':
      noteField(record['path'], place);
      return;
    case 'within':
      noteField(record['field'], place);
      return;
    default:
  }
  if (op === 'agg' && place.isNegated && ['min', 'max', 'avg', 'first', 'last'].includes(record['fn'] as string)) {
    place.negated.push(`${record['fn'] as string} over ${rel as string}`);
  }
  const inside =
    typeof rel === 'string'
      ? { ...place, entity: entityOf(place.schema, place.entity).relations[rel]?.entity ?? place.entity }
      : place;
  const next = op === 'not' ? { ...inside, isNegated: true } : inside;
  for (const [key, child] of Object.entries(record)) if (key !== 'window' && key !== 'value') walk(child, next);
}

function noteDecision(arg: unknown, place: Place): void {
  const node = arg as Node;
  if (node['op'] === 'field') place.decided.add(nameOf(node['path'], place));
  else walk(arg, place);
}

function noteField(path: unknown, place: Place): void {
  if (!place.isNegated || !Array.isArray(path)) return;
  if (findField(entityOf(place.schema, place.entity), path as readonly string[])?.nullable === true)
    place.negated.push(nameOf(path, place));
}

function nameOf(path: unknown, place: Place): string {
  return `${place.entity}.${(path as readonly string[]).join('.')}`;
}
