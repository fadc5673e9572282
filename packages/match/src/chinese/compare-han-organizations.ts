import type { Dictionary } from '../table/dictionary.js';
import { countHanRarity, type HanRarity } from './han-rarity.js';
import { hasHan } from './has-han.js';
import { tokenizeName } from './name-tokens.js';
import { hasLegalForm, normaliseHanOrganization, organizationCore } from './organization-core.js';
import { alignShortName, type ShortNameAlignment, type WeighedName, weighName } from './short-name-score.js';

/** Levels of {@link compareHanOrganizations} from index 0 up: the first five of the `organization` kind. */
export const HAN_ORGANIZATION_LEVELS = ['different', 'related', 'similar', 'abbreviation', 'close'] as const;

// Least scores of the levels 1 to 3. A short name of two usual characters in good places scores 0.75 to 0.95.
const LEAST_SCORES = [0.45, 0.6, 0.75] as const;

const SIMILAR = 2;
const ABBREVIATION = 3;
const CLOSE = 4;
const OF_OTHERS = -1;
const WHOLE_COVERAGE = 0.97;
const SAME_CORE: ShortNameAlignment = { score: 1, coverage: 1 };

/** Scores and levels of names with Chinese characters in one dictionary. */
export interface HanOrganizations {
  /** Index into {@link HAN_ORGANIZATION_LEVELS}; -1 when neither text has Chinese characters. */
  readonly level: (a: number, b: number) => number;
  /** {@link shortNameScore} of two texts, for ranking candidates; 1 for equal cores. */
  readonly score: (a: number, b: number) => number;
  /** The rarity in use. */
  readonly rarity: HanRarity;
}

/**
 * Prepares the comparison of organizations with Chinese names, among them short and full ones (台泥 and 臺灣水泥股份有限公司).
 * Each distinct text is reduced and weighed once.
 *
 * @param dictionary - texts, raw or normalised; it may grow
 * @param rarity - how rare characters are; counted in the dictionary as it is now when not given. Pass the one saved with a
 *   model, so that answers do not change while records are added
 * @throws Error when {@link loadHan} has not finished
 */
export function createHanOrganizations(
  dictionary: Pick<Dictionary, 'size' | 'text'>,
  rarity: HanRarity = countHanRarity(dictionary),
): HanOrganizations {
  const names: (PreparedName | undefined)[] = [];
  const nameOf = (id: number): PreparedName => {
    let name = names[id];
    if (name === undefined) {
      name = prepareName(dictionary.text(id), rarity);
      names[id] = name;
    }
    return name;
  };
  const align = (one: PreparedName, other: PreparedName): ShortNameAlignment =>
    one.core === other.core && one.core !== '' ? SAME_CORE : alignShortName(one, other);
  const score = (a: number, b: number): number => align(nameOf(a), nameOf(b)).score;
  const level = (a: number, b: number): number => {
    const [one, other] = [nameOf(a), nameOf(b)];
    if (!one.han && !other.han) return OF_OTHERS;
    const alignment = align(one, other);
    if (alignment === SAME_CORE) return CLOSE;
    // A short name has no legal form, and all of its characters are found; less is a likeness of two names.
    const abbreviates = alignment.coverage > WHOLE_COVERAGE && !(one.formal && other.formal);
    return Math.min(
      LEAST_SCORES.filter((least) => alignment.score >= least).length,
      abbreviates ? ABBREVIATION : SIMILAR,
    );
  };
  return { level, score, rarity };
}

/**
 * The comparator of {@link createHanOrganizations}: index into {@link HAN_ORGANIZATION_LEVELS}, or -1 when neither text has
 * Chinese characters.
 *
 * @throws Error when {@link loadHan} has not finished
 */
export function compareHanOrganizations(
  dictionary: Pick<Dictionary, 'size' | 'text'>,
  rarity?: HanRarity,
): (a: number, b: number) => number {
  return createHanOrganizations(dictionary, rarity).level;
}

interface PreparedName extends WeighedName {
  readonly core: string;
  /** Whether there are Chinese characters in it. */
  readonly han: boolean;
  /** Whether it bears a legal form. */
  readonly formal: boolean;
}

function prepareName(text: string, rarity: HanRarity): PreparedName {
  const core = organizationCore(text);
  return {
    ...weighName(tokenizeName(core), rarity),
    core,
    han: hasHan(core),
    formal: hasLegalForm(normaliseHanOrganization(text)),
  };
}
