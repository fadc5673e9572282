import type { Expression } from '../expression/node.js';

/** A condition as untyped code hands it on: an expression, or a function of the row builder. Sessions type it as `WhereOf`. */
export type Where = Expression | ((row: never) => Expression);
