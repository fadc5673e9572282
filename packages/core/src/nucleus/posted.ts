import type { Expression } from '../expression/node.js';

/** Facts that count: neither reversed nor the reversal that undoes one. */
export const posted: Expression = {
  op: 'eq',
  left: { op: 'field', path: ['posting'] },
  right: { op: 'lit', type: 'keyword', value: 'posted' },
};
