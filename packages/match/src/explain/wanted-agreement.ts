import type { ExplainFrame } from './explain-frame.js';
import type { WantedAgreement } from './pair-explanation.js';

/**
 * What would have had to agree: the weight of the pair is computed anew with fields set to full agreement, one alone and
 * then one after the other, the most telling first.
 *
 * @param pattern - of the pair
 * @param record - whose texts tell how common an agreement would be
 * @param weight - of the pair; natural logarithm of odds
 */
export function listWanted(
  { fields, scorer, model }: ExplainFrame,
  pattern: Uint8Array,
  record: number,
  weight: number,
): { readonly wanted: readonly WantedAgreement[]; readonly wantedTogether: readonly string[] } {
  const open = fields.flatMap(({ name, kind }, field) => {
    if (pattern[field] === kind.levels.length) return [];
    const changed = pattern.slice();
    changed[field] = kind.levels.length;
    const gain = scorer.score(changed, 0, record) - weight;
    const isEnough = weight + gain >= model.threshold;
    return gain > 0 ? [{ field, wanted: { field: name, kind: kind.name, gainBits: gain / Math.LN2, isEnough } }] : [];
  });
  open.sort((a, b) => b.wanted.gainBits - a.wanted.gainBits || a.field - b.field);
  const together: string[] = [];
  const changed = pattern.slice();
  let reached = weight;
  for (const { field, wanted } of open) {
    changed[field] = fields[field]?.kind.levels.length ?? 0;
    reached = scorer.score(changed, 0, record);
    together.push(wanted.field);
    if (reached >= model.threshold) break;
  }
  return {
    wanted: open.map(({ wanted }) => wanted),
    wantedTogether: reached >= model.threshold ? together : [],
  };
}
