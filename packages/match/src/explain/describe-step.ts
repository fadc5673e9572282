import type { FieldAgreement } from './pair-explanation.js';
import { describeLevel, describeStrength, formatBits, type Language, type Phrase, startSentence } from './words.js';

/** Bits from which it is said that a text is commoner or rarer than most. */
const WORTH_SAYING = 0.5;

/** The step from which every pair starts, as a sentence. */
export function describePrior(bits: number, language: Language): string {
  return language === 'zh'
    ? `起點：任意兩筆紀錄很少是同一位客戶（${formatBits(bits)} 位元）。`
    : `To begin with, two records are rarely the same customer (${formatBits(bits)} bits).`;
}

/**
 * A piece of evidence as a sentence with the values it is about.
 *
 * @param commonness - what its fields' texts being common or rare adds; in bits
 */
export function describeEvidence(
  fields: readonly FieldAgreement[],
  bits: number,
  commonness: number,
  language: Language,
): string {
  const isEnglish = language === 'en';
  const said = fields.filter(({ level }) => level !== null).map((agreement) => describeAgreement(agreement, language));
  const strength = describeStrength(bits + commonness, language);
  const common =
    Math.abs(commonness) < WORTH_SAYING
      ? ''
      : isEnglish
        ? `, ${formatBits(commonness)} of it for a ${commonness < 0 ? 'common' : 'rare'} value`
        : `，其中 ${formatBits(commonness)} 因為${commonness < 0 ? '常見' : '少見'}`;
  return isEnglish
    ? `${startSentence(said.join(', '))} (${strength}${common}).`
    : `${said.join('，')}（${strength}${common}）。`;
}

const ONE_PARTY: { readonly [kind in 'surname' | 'organization']: Phrase } = {
  surname: { en: 'only one names a person', zh: '只有一筆是個人' },
  organization: { en: 'only one names a company', zh: '只有一筆是公司' },
};

function describeAgreement({ level, kind, field, left, right }: FieldAgreement, language: Language): string {
  // What differs though one has no value: a person on one side, a company on the other.
  const isAlone = (left === '') !== (right === '') && (kind === 'surname' || kind === 'organization');
  const said = isAlone ? ONE_PARTY[kind][language] : describeLevel(level ?? 'different', kind, field, language);
  const values = isAlone ? left + right : left === right ? left : `${left} / ${right}`;
  return language === 'zh' ? `${said}「${values}」` : `${said} “${values}”`;
}
