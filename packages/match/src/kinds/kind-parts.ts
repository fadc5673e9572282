import { kindOf } from './index-of-kinds.js';
import type { Kind, KindName } from './kind.js';

/**
 * Parts of kinds that a host replaces by its own: how texts are normalised, compared and blocked. Levels stay those of the
 * kind, so that a model keeps its shape. They are functions, which do not pass to other threads: a run with them has one.
 */
export type KindParts = {
  readonly [name in KindName]?: Partial<Pick<Kind, 'normalise' | 'comparator' | 'learn' | 'keys'>>;
};

/** The kind under a name, with the parts that a host replaced. */
export function kindWith(name: KindName, parts: KindParts | undefined): Kind {
  const own = parts?.[name];
  return own === undefined ? kindOf(name) : { ...kindOf(name), ...own };
}
