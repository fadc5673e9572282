import type { z } from 'zod';
import type { CommandReader, DecideContext, Subject } from './define-command.js';

/** A read that joins several entities, such as the 360° view; runs under the session's rights and never writes. */
export interface ViewDefinition<N extends string = string, I extends z.ZodType = z.ZodType, T = unknown> {
  /** `entity.noun`: `party.overview`. */
  readonly name: N;
  readonly input: I;
  readonly subject?: Subject<never>;
  /** As declared; the input is what `input` parsed. */
  readonly read: (reader: CommandReader, input: never, context: DecideContext) => Promise<T>;
}

/**
 * Declares a view: a read over several entities that becomes a typed method of the session. Its name is the right that
 * callers need, on the records that are its subject.
 *
 * @param options - `name` is `entity.noun`; `input` is parsed before anything is read; `subject` gives the ids of the
 *   records it is about, by default `input.id` where the input has one; `read` sees what the caller may see
 * @returns a plain value for `defineModule({ views })`
 * @example
 * const orderCount = defineView({
 *   name: 'party.orderCount',
 *   input: z.object({ id: z.string() }),
 *   read: (reader, { id }) => reader.count('order', { where: ordersOf(id) }),
 * });
 * const ordersOf = (id: string) => buildAnyExpression((row) => row.field('party').eq(id), schema, 'order');
 * const counts = defineModule({ id: 'counts', views: { orderCount } });
 * const { crm } = await testCrm({ modules: [counts], storage });
 * await crm.as(principal).party.orderCount({ id: party.id }); // 1
 */
export function defineView<const N extends string, I extends z.ZodType, T>(options: {
  readonly name: N;
  readonly input: I;
  readonly subject?: Subject<z.output<I>>;
  readonly read: (reader: CommandReader, input: z.output<I>, context: DecideContext) => Promise<T>;
}): ViewDefinition<N, I, T> {
  return Object.freeze({ ...options });
}
