import { InvalidInputError } from '@crmkit/core';
import { MISSING } from '../compare/comparer.js';
import type { Field } from '../records/record-set.js';
import type { Resolution } from '../resolution.js';
import { type ClassName, cellOf, type PairClass } from '../score/class-model.js';
import { followsFrequency } from '../score/pair-scorer.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import { attributeEvidence } from './attribute-evidence.js';
import { type ExplainFrame, frameOf } from './explain-frame.js';
import { blockingOf } from './pair-blocking.js';
import type { EvidenceStep, FieldAgreement, PairExplanation } from './pair-explanation.js';
import { recordNumber } from './record-number.js';
import { listWanted } from './wanted-agreement.js';

/**
 * Explains any two records of a resolution, whether they were compared in the run or not: what speaks for the same
 * customer and what against, field by field, in bits.
 *
 * A step is the logarithm to base 2 of how much more probable its agreement is for the same customer than for all other
 * explanations together (strangers, namesakes, a household, a shared contact). The others change their shares while
 * evidence comes in, so each step is averaged over that way; the sum is the weight exactly. Fields of one place are one
 * step.
 *
 * @param left - id of a record
 * @param right - id of another
 * @throws InvalidInputError `INVALID_INPUT` when no record has one of the ids, or both are the same
 * @example
 * const found = await dedupe([
 *   { name: 'Robert Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 *   { name: 'Bob Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 * ]);
 * explainPair(found, '0', '1').isTogether; // true
 */
export function explainPair(resolution: Resolution, left: string, right: string): PairExplanation {
  const frame = frameOf(resolution);
  const a = recordNumber(frame.parts, 'explainPair', 'left', left);
  const b = recordNumber(frame.parts, 'explainPair', 'right', right);
  if (a === b) {
    throw new InvalidInputError('explainPair', [{ path: 'right', problem: 'a record is not compared with itself' }]);
  }
  const { fields, model } = frame;
  const [first, second] = a < b ? [a, b] : [b, a];
  const pattern = new Uint8Array(fields.length);
  frame.comparer.compare(first, second, pattern);
  const weight = frame.scorer.score(pattern, 0, first);
  const { clusters } = frame.parts.resolved;
  const isAccepted = Math.fround(weight) >= Math.fround(model.threshold);
  return {
    left,
    right,
    steps: listSteps(frame, pattern, a, b, first),
    weightBits: weight / Math.LN2,
    probability: probabilityOf(weight),
    outcome: frame.scorer.lastOutcome(),
    probabilities: frame.scorer.lastProbabilities(),
    thresholdBits: model.threshold / Math.LN2,
    isAccepted,
    isTogether: clusters[a] === clusters[b],
    blocking: blockingOf(frame, first, second),
    ...(isAccepted ? { wanted: [], wantedTogether: [] } : listWanted(frame, pattern, first, weight)),
  };
}

function listSteps(
  { classes: model, fields, frequencies }: ExplainFrame,
  pattern: Uint8Array,
  left: number,
  right: number,
  first: number,
): readonly EvidenceStep[] {
  const { groups, classes } = model;
  const strangers = classes.at(-1) as PairClass;
  const pieces: { readonly step: (bits: number) => EvidenceStep; readonly logs: readonly number[] }[] = [];
  groups.forEach((group, at) => {
    const cell = cellOf(group, pattern, 0);
    const probabilities = classes.map(({ cells }) => (cells[at] as Float64Array)[cell] as number);
    const members = group.fields.map((field) =>
      agreementOf(fields[field] as Field, pattern[field] as number, left, right),
    );
    pieces.push({
      logs: probabilities.map(Math.log),
      step: (bits) => ({
        type: 'evidence',
        fields: members,
        bits,
        probabilities: Object.fromEntries(classes.map(({ name }, each) => [name, probabilities[each] as number])) as {
          readonly [name in ClassName]?: number;
        },
      }),
    });
  });
  fields.forEach(({ name, kind, column }, field) => {
    const frequency = frequencies[field];
    if (frequency === undefined || pattern[field] !== kind.levels.length) return;
    const share = frequency(column.ids[first] as number);
    const chance = (strangers.levels[field] as Float64Array).at(-1) as number;
    const shift = Math.log(share / chance);
    pieces.push({
      logs: classes.map((each) => (followsFrequency(each.name, kind) ? shift : 0)),
      step: (bits) => ({ type: 'commonness', field: name, kind: kind.name, share, bits }),
    });
  });
  const { prior, parts } = attributeEvidence(
    classes.map(({ rate }) => Math.log(rate)),
    pieces.map(({ logs }) => logs),
  );
  return [
    { type: 'prior', bits: prior / Math.LN2 },
    ...pieces.map(({ step }, at) => step((parts[at] as number) / Math.LN2)),
  ];
}

function agreementOf({ name, kind, column }: Field, level: number, left: number, right: number): FieldAgreement {
  const text = (record: number): string => column.dictionary.text(column.ids[record] as number);
  return {
    field: name,
    kind: kind.name,
    level: level === MISSING ? null : (kind.levels[level - 1]?.id ?? null),
    left: text(left),
    right: text(right),
  };
}
