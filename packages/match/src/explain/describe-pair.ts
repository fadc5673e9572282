import { describeEvidence, describePrior } from './describe-step.js';
import type { FieldAgreement, PairExplanation } from './pair-explanation.js';
import { formatBits, formatProbability, type Language, nameField, OUTCOME_WORDS } from './words.js';

/**
 * Tells in sentences why two records count as the same customer, or why not: the verdict first, then the evidence with
 * the strongest first, then how blocking sees the pair and, for a pair that is not accepted, what would have had to
 * agree. The sentences hold values of the records.
 *
 * @param language - `en`, or `zh` for Chinese in traditional characters
 * @example
 * const found = await dedupe([
 *   { name: 'Robert Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 *   { name: 'Bob Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 * ]);
 * describePair(explainPair(found, '0', '1'), 'en').length > 3; // true
 */
export function describePair(explanation: PairExplanation, language: Language = 'en'): readonly string[] {
  return [
    describeVerdict(explanation, language),
    ...describeSteps(explanation, language),
    ...describeUnknown(explanation, language),
    ...explanation.steps.flatMap((step) => (step.type === 'prior' ? [describePrior(step.bits, language)] : [])),
    describeSum(explanation, language),
    describeBlocking(explanation, language),
    ...describeWanted(explanation, language),
  ];
}

function describeSteps({ steps }: PairExplanation, language: Language): readonly string[] {
  const commonness = new Map(
    steps.flatMap((step) => (step.type === 'commonness' ? [[step.field, step.bits] as const] : [])),
  );
  return steps
    .flatMap((step) => {
      if (step.type !== 'evidence' || step.fields.every(({ level }) => level === null)) return [];
      const common = step.fields.reduce((sum, { field }) => sum + (commonness.get(field) ?? 0), 0);
      return [{ step, common, size: Math.abs(step.bits + common) }];
    })
    .sort((a, b) => b.size - a.size)
    .map(({ step, common }) => describeEvidence(step.fields, step.bits, common, language));
}

function describeVerdict(
  { outcome, probability, isTogether, isAccepted }: PairExplanation,
  language: Language,
): string {
  const likely = OUTCOME_WORDS[outcome][language];
  const chance = formatProbability(probability);
  if (language === 'zh') {
    const decided = isTogether ? '歸在同一群。' : '不在同一群。';
    const note =
      isTogether === isAccepted
        ? ''
        : isTogether
          ? '這一對本身未達門檻，是其他紀錄把它們連在一起。'
          : '這一對已達門檻，但群中其他紀錄不支持合併。';
    return `最可能是${likely}；是同一位客戶的機率為 ${chance}，${decided}${note}`;
  }
  const decided = isTogether ? 'They are in one cluster.' : 'They are in different clusters.';
  const note =
    isTogether === isAccepted
      ? ''
      : isTogether
        ? ' The pair itself is below the threshold; other records hold the cluster together.'
        : ' The pair itself reaches the threshold, but the other records of the clusters speak against it.';
  return `Most likely ${likely}; the same customer with a probability of ${chance}. ${decided}${note}`;
}

function describeUnknown({ steps }: PairExplanation, language: Language): readonly string[] {
  const unknown = steps.flatMap((step): readonly FieldAgreement[] =>
    step.type === 'evidence' ? step.fields.filter(({ level }) => level === null) : [],
  );
  if (unknown.length === 0) return [];
  const names = unknown.map(({ kind, field }) => nameField(kind, field, language));
  return [language === 'zh' ? `無從比較：${names.join('、')}。` : `Nothing to compare: ${names.join(', ')}.`];
}

function describeSum({ weightBits, thresholdBits, isAccepted }: PairExplanation, language: Language): string {
  const [sum, least] = [formatBits(weightBits), formatBits(thresholdBits)];
  if (language === 'zh') return `合計 ${sum} 位元，門檻為 ${least} 位元：${isAccepted ? '達到' : '未達'}門檻。`;
  return `Together ${sum} bits; the threshold is ${least} bits, so the pair is ${isAccepted ? 'accepted' : 'not accepted'}.`;
}

function describeBlocking({ blocking }: PairExplanation, language: Language): string {
  const { isSameSource, isExhaustive, isCopy, rules, skippedRules } = blocking;
  const isEnglish = language === 'en';
  if (isSameSource) {
    return isEnglish
      ? 'Both come from the same source, which is not compared with itself.'
      : '兩者來自同一個來源，不互相比較。';
  }
  if (isExhaustive) return isEnglish ? 'Every pair of the set was compared.' : '所有紀錄都兩兩比較過。';
  const [first, ...more] = rules;
  if (first !== undefined) {
    const others = more.length === 0 ? '' : isEnglish ? ` (and ${more.length} more)` : `（另有 ${more.length} 條）`;
    return isEnglish ? `Brought together by the rule ${first}${others}.` : `由規則 ${first} 帶到一起${others}。`;
  }
  if (isCopy) {
    return isEnglish
      ? 'Brought together as exact copies of each other; their blocks are too large to be used.'
      : '兩者完全相同，因此帶到一起；其區塊太大，未被採用。';
  }
  if (skippedRules.length > 0) {
    const names = skippedRules.join(isEnglish ? ', ' : '、');
    return isEnglish
      ? `Not compared: what they share under ${names} is too common to be used.`
      : `沒有比較：兩者在規則 ${names} 下的共同之處太常見，未被採用。`;
  }
  return isEnglish ? 'Not compared: no rule brings them together.' : '沒有比較：沒有任何規則把兩者帶到一起。';
}

function describeWanted(
  { isAccepted, wanted, wantedTogether }: PairExplanation,
  language: Language,
): readonly string[] {
  if (isAccepted) return [];
  const isEnglish = language === 'en';
  const kinds = new Map(wanted.map(({ field, kind }) => [field, kind]));
  const name = (field: string): string => nameField(kinds.get(field) ?? 'text', field, language);
  if (wantedTogether.length === 0) {
    return [
      isEnglish
        ? 'Even if everything they can agree on agreed, they would not reach the threshold.'
        : '即使所有欄位都相同，也不會達到門檻。',
    ];
  }
  const alone = wanted.filter(({ isEnough }) => isEnough).map(({ field }) => name(field));
  if (alone.length > 0) {
    return [
      isEnglish
        ? `The same ${alone.join(' or ')} would have been enough.`
        : `只要${alone.join('或')}相同，就會達到門檻。`,
    ];
  }
  const all = wantedTogether.map(name);
  return [
    isEnglish ? `It would have taken the same ${all.join(' and ')}.` : `需要${all.join('與')}都相同，才會達到門檻。`,
  ];
}
