import type { z } from 'zod';
import type { CommandReader, DecideContext } from './define-command.js';

/** A read that joins several entities, such as the 360° view; runs under the session's rights and never writes. */
export interface ViewDefinition<N extends string = string, I extends z.ZodType = z.ZodType, T = unknown> {
  /** `entity.noun`: `party.overview`. */
  readonly name: N;
  readonly input: I;
  readonly read: (reader: CommandReader, input: never, context: DecideContext) => Promise<T>;
}

/** Declares a view. */
export function defineView<const N extends string, I extends z.ZodType, T>(options: {
  readonly name: N;
  readonly input: I;
  readonly read: (reader: CommandReader, input: z.output<I>, context: DecideContext) => Promise<T>;
}): ViewDefinition<N, I, T> {
  return Object.freeze({ ...options });
}
