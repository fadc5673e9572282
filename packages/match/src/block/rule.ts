/** One part of a blocking rule: a key family of a field. */
export interface KeyAtom {
  readonly field: string;
  /** Id of a key family of the field's kind, such as `exact` or `phonetic`. */
  readonly family: string;
}

/** A blocking rule: records that agree on a key of every atom are candidates of each other. */
export interface BlockingRule {
  /** `surname.phonetic+birthDate.exact`. */
  readonly id: string;
  readonly atoms: readonly KeyAtom[];
}

/** `surname.phonetic`. */
export function atomId({ field, family }: KeyAtom): string {
  return `${field}.${family}`;
}

/** The rule made of these atoms. */
export function blockingRule(atoms: readonly KeyAtom[]): BlockingRule {
  return { id: atoms.map(atomId).join('+'), atoms };
}
