/** What two records can be to each other. */
export type Outcome = 'same' | 'household' | 'related' | 'different';

/**
 * The latent classes. Namesakes and contacts are both `related`: namesakes bear the same name by chance (and therefore
 * similar e-mail addresses), contacts share a telephone, an address or an employer and nothing else.
 */
export type ClassName = 'same' | 'household' | 'namesake' | 'contact' | 'different';

/** What the members of a class are to each other. */
export const OUTCOME_OF: { readonly [name in ClassName]: Outcome } = {
  same: 'same',
  household: 'household',
  namesake: 'related',
  contact: 'related',
  different: 'different',
};

/** How pairs of one class look. */
export interface PairClass {
  readonly name: ClassName;
  /** Share of all possible pairs that belong to it. */
  readonly rate: number;
  /** Per field the probability of every level among pairs that have a value on both sides; index 0 is the first level. */
  readonly levels: readonly Float64Array[];
  /** Per group of fields the probability of every cell, given which fields of the group have values. */
  readonly cells: readonly Float64Array[];
}

/**
 * A latent-class model of pairs. Within a class groups of fields are independent; within a group the levels occur
 * together as they were seen to (street, city and postcode change together when somebody moves).
 */
export interface ClassModel {
  readonly groups: readonly FieldGroup[];
  /** `same` first, `different` last. */
  readonly classes: readonly PairClass[];
}

/** Fields whose levels are modelled together. */
export interface FieldGroup {
  /** Positions of the fields in the pattern. */
  readonly fields: readonly number[];
  /** What a level of each field counts in the number of a cell. */
  readonly factors: readonly number[];
  /** How many cells there are. */
  readonly cells: number;
}

/** The cell of a group that a pattern falls into. */
export function cellOf({ fields, factors }: FieldGroup, levels: Uint8Array, from: number): number {
  let cell = 0;
  for (let at = 0; at < fields.length; at++) {
    cell += (levels[from + (fields[at] as number)] as number) * (factors[at] as number);
  }
  return cell;
}

/** Levels of the fields of a group in one of its cells; 0 is no value. */
export function levelsOfCell(group: FieldGroup, levelCounts: readonly number[], cell: number): readonly number[] {
  return group.fields.map(
    (field, at) => Math.floor(cell / (group.factors[at] as number)) % ((levelCounts[field] as number) + 1),
  );
}
