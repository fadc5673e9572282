/**
 * The parameters of one statement, in order. Values travel as text (null: no value); the SQL casts them.
 *
 * @example
 * const parameters = new ParameterList(['acme']);
 * parameters.add('Ac'); // 2
 * parameters.values; // ['acme', 'Ac']
 */
export class ParameterList {
  readonly #values: (string | null)[];

  /** @param values - parameters that already have their places, from position 1 on */
  constructor(values: readonly (string | null)[] = []) {
    this.#values = [...values];
  }

  /** Adds a value and returns its position, counted from 1. */
  add(value: string | null): number {
    return this.#values.push(value);
  }

  /** The values in the order of their positions, for the driver. */
  get values(): readonly (string | null)[] {
    return this.#values;
  }
}
