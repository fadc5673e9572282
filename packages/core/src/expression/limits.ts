/**
 * What an expression may grow to. Beyond these it is refused before any engine sees it, so that none can be made to
 * overflow its stack or its time.
 */
export const EXPRESSION_LIMITS = {
  /** Nodes on the longest way from the root to a leaf, both included. */
  depth: 32,
  /** Nodes in all; literals inside a list do not count. */
  nodes: 500,
  /** Literals in all lists together. */
  list: 10_000,
  /** Code points of one text. */
  text: 10_000,
  /** Relations entered one inside the other. */
  relations: 3,
  /** Nodes in all once `if` and the other short forms are written out. */
  normalisedNodes: 2_000,
} as const;
