import { loadHan } from '../chinese/han-tools.js';
import { loadKinds } from '../kinds/index-of-kinds.js';
import type { MatchModel } from '../model/match-model.js';
import { parseModel } from '../model/parse-model.js';
import { Resolver } from './resolver.js';
import { checkResolverOptions, type ResolverOptions } from './resolver-options.js';
import { createState } from './resolver-state.js';

/**
 * Makes a resolver without records: it decides by a model, which stays as it is, and keeps clusters current while
 * records come, change and go. At every moment they are those `dedupe` would find in the records with this model.
 *
 * @param model - of a `Resolution`, or the same from JSON
 * @throws InvalidModelError `INVALID_MODEL` for something that is no model, with the path of what is wrong; a model that
 *   was learned from no records is none
 * @throws InvalidInputError `INVALID_INPUT` for an option that does not exist, and a verdict that cannot be
 * @example
 * const { model } = await dedupe(people, { id: 'id' });
 * const resolver = await createResolver(model);
 * await resolver.addAll(people);
 * resolver.add({ id: 'new', name: 'Bob Miller', email: 'rob.miller@example.org' }).moved;
 */
export async function createResolver(model: MatchModel, options: ResolverOptions = {}): Promise<Resolver> {
  checkResolverOptions('createResolver', options);
  const parsed = parseModel(model, options.kindParts);
  // Any record may bear Chinese characters, and the calls of a resolver do not wait.
  await loadHan();
  await loadKinds(parsed.fields.map(({ kind }) => kind));
  return new Resolver(createState(parsed, options, options.verdicts ?? []), options);
}
