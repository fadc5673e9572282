/** Which external record a reference means. */
export interface ExternalReference {
  readonly kind: 'entity' | 'fact';
  readonly entity: string;
  readonly system: string;
  /** What the system calls the record; the entity where it has one numbering. */
  readonly objectType: string;
  readonly id: string;
}

/** One text per external record, used as key of look-ups inside a run; see {@link parseReferenceKey}. */
export function formatReferenceKey(reference: ExternalReference): string {
  return createKeyWriter(reference)(reference.id);
}

/** Prepares the keys of references that differ by their number alone. */
export function createKeyWriter(reference: Omit<ExternalReference, 'id'>): (id: string) => string {
  const head = `${[reference.kind, reference.entity, reference.system, reference.objectType].join('\u0000')}\u0000`;
  return (id) => head + id;
}

/** Whom a reference means, without the number: equal for all records that one mapping brings. */
export function formatReferenceHead(reference: Omit<ExternalReference, 'id' | 'kind'>): string {
  return [reference.entity, reference.system, reference.objectType].join('\u0000');
}

/** Takes a key of {@link formatReferenceKey} apart again. */
export function parseReferenceKey(key: string): ExternalReference {
  const [kind, entity = '', system = '', objectType = '', ...id] = key.split('\u0000');
  return { kind: kind === 'fact' ? 'fact' : 'entity', entity, system, objectType, id: id.join('\u0000') };
}
