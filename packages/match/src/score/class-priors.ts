import type { Kind, KindName } from '../kinds/kind.js';

/** How often members of one household agree on a field, before any data was seen. */
const HOUSEHOLD: Partial<Record<KindName, number>> = {
  surname: 0.9,
  street: 0.9,
  address: 0.9,
  city: 0.95,
  region: 0.97,
  country: 0.99,
  postcode: 0.9,
  phone: 0.4,
  email: 0.25,
};

/** How often members of one household agree on what otherwise tells them apart: twins, father and son of one name. */
const COINCIDENCE: Partial<Record<KindName, number>> = { date: 0.03, givenName: 0.01 };

/** How often records that merely share something (an office, a telephone, a set of authors) agree on a field. */
const CONTACT: Partial<Record<KindName, number>> = {
  phone: 0.4,
  email: 0.3,
  organization: 0.3,
  website: 0.3,
  people: 0.5,
  identifier: 0.1,
};

/** How often colleagues agree on the place of their employer, where persons are listed with one. */
const WORKPLACE: Partial<Record<KindName, number>> = { street: 0.3, address: 0.3, city: 0.6, postcode: 0.4 };

/** Kinds by which an organization is reached or registered. */
const REACHED_BY: ReadonlySet<KindName> = new Set(['phone', 'email', 'identifier']);

/** Kinds by which people are called. */
const NAMES: ReadonlySet<KindName> = new Set(['givenName', 'surname']);
/** Kinds that are often made from the name. */
const FROM_NAME: ReadonlySet<KindName> = new Set(['email']);
/** How often namesakes agree on what is made from their name. */
const MADE_ALIKE = 0.02;

/**
 * What tells customers apart stays about as random between different customers as it is between strangers: the random
 * levels count this many times as much as the pairs seen. Without it a class of different customers takes the worst true
 * matches. Twins share a birth date and works of one author their subject, hence less for dates and texts.
 */
export function identityHold({ name, role }: Kind): number {
  if (role !== 'identity') return 0;
  return name === 'date' || name === 'text' ? 0.5 : 4;
}

/** Levels of a field where the top one has the given probability and those between share a little. */
function levelsAround(kind: Kind, same: number): Float64Array {
  const top = kind.levels.length - 1;
  const between = top > 1 ? Math.min(0.05, (1 - same) / 2) : 0;
  return Float64Array.from(kind.levels, (_, level) => {
    if (level === top) return same;
    return level === 0 ? 1 - same - between : between / (top - 1);
  });
}

/** Starting levels of a household; `undefined` where its members agree no more than strangers do. */
export function householdLevels(kind: Kind): Float64Array | undefined {
  const same = HOUSEHOLD[kind.name];
  return same === undefined ? undefined : levelsAround(kind, same);
}

/**
 * Levels of a household where its members agree little more than strangers do.
 *
 * @param strangers - how often strangers show each level
 * @returns `strangers` itself where nothing brings the members together
 */
export function coincidentLevels({ name }: Kind, strangers: Float64Array): Float64Array {
  const share = COINCIDENCE[name];
  if (share === undefined) return strangers;
  return strangers.map((value, level) => value * (1 - share) + (level === strangers.length - 1 ? share : 0));
}

/** Whether members of a household agree on a kind because they are one, and not by chance. */
export function isSharedAtHome({ name }: Kind): boolean {
  return HOUSEHOLD[name] !== undefined;
}

/** Whom the records of a set name: persons, organizations, or persons with their employers. */
export type Parties = 'persons' | 'organizations' | 'employees';

/**
 * Starting levels of records that share a contact; `undefined` where they agree no more than strangers do.
 *
 * @param parties - among organizations alone there are no colleagues but branches, which share the name. One that kept
 * telephone and mailbox is the same and moved
 */
export function contactLevels(kind: Kind, parties: Parties): Float64Array | undefined {
  if (parties === 'organizations' && REACHED_BY.has(kind.name)) return undefined;
  const same = CONTACT[kind.name] ?? (parties === 'employees' ? WORKPLACE[kind.name] : undefined);
  return same === undefined ? undefined : levelsAround(kind, same);
}

/** Whether a field is the name of a person. */
export function isName({ name }: Kind): boolean {
  return NAMES.has(name);
}

/** Whether a field is often made from the name of a person, so that namesakes agree on it more than strangers do. */
export function isMadeFromName({ name }: Kind): boolean {
  return FROM_NAME.has(name);
}

/** Levels of namesakes: certain for names, a small chance for what is made from them; `undefined` for all else. */
export function namesakeLevels(kind: Kind): Float64Array | undefined {
  if (isName(kind)) return Float64Array.from(kind.levels, (_, level) => (level === kind.levels.length - 1 ? 1 : 1e-12));
  return isMadeFromName(kind) ? levelsAround(kind, MADE_ALIKE) : undefined;
}

/** Circumstances of customers, which may be anything: answers, counts, states. */
const CIRCUMSTANCES: ReadonlySet<KindName> = new Set(['category', 'number']);

/** Whether a field is a circumstance, of which nothing is known before any data was seen. */
export function isCircumstance({ name }: Kind): boolean {
  return CIRCUMSTANCES.has(name);
}

/** What records of one customer contradict each other on in a few cases only, however dirty they are. */
const KEPT: ReadonlySet<KindName> = new Set(['givenName', 'surname', 'date']);
const MOST_CONTRADICTING = 0.25;

/**
 * Levels of true matches, in which names and birth dates contradict each other in one case of four at most. Without this
 * bound a class of pairs that merely share what goes together (a forename and its sex, a branch and its manager, a town and
 * its school) may take the place of the matches, for there are many more of them.
 */
export function boundContradiction({ name, levels: known }: Kind, levels: Float64Array): Float64Array {
  if (!KEPT.has(name)) return levels;
  // A level that speaks against a match: strangers show it far more often.
  const speaksAgainst = known.map(({ m, u }) => m < u / 2);
  const against = levels.reduce((sum, value, level) => (speaksAgainst[level] ? sum + value : sum), 0);
  if (against <= MOST_CONTRADICTING) return levels;
  const [less, more] = [MOST_CONTRADICTING / against, (1 - MOST_CONTRADICTING) / (1 - against)];
  return levels.map((value, level) => value * (speaksAgainst[level] ? less : more));
}

/** Starting levels of true matches: the kind's own. */
export function sameLevels(kind: Kind): Float64Array {
  return Float64Array.from(kind.levels, ({ m }) => m);
}
