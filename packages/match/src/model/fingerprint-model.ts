import { hashText } from '../block/hash-text.js';
import type { MatchModel } from './match-model.js';

/**
 * A short text that tells models apart: equal for the same model, in whatever order its JSON has the keys.
 *
 * @returns 16 hexadecimal digits
 */
export function fingerprintModel(model: MatchModel): string {
  const text = JSON.stringify(model, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return [text, `${text}.`].map((each) => hashText(each).toString(16).padStart(8, '0')).join('');
}
