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
  return [reference.kind, reference.entity, reference.system, reference.objectType, reference.id].join('\u0000');
}

/** Takes a key of {@link formatReferenceKey} apart again. */
export function parseReferenceKey(key: string): ExternalReference {
  const [kind, entity = '', system = '', objectType = '', ...id] = key.split('\u0000');
  return { kind: kind === 'fact' ? 'fact' : 'entity', entity, system, objectType, id: id.join('\u0000') };
}
