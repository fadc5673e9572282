import type { Party } from '../kinds/party.js';
import type { Table } from '../table/table.js';
import { type ColumnSample, sampleTable } from './column-sample.js';
import { findMixedParties } from './count-parties.js';
import type { FieldGuess } from './field-guess.js';
import { type ColumnGuess, guessColumn } from './guess-column.js';

/** Share of records from which two columns count as filled together. */
const MOSTLY = 0.8;

interface Entry extends ColumnGuess {
  readonly sample: ColumnSample;
  readonly either?: Party;
}

function keepAlone(entry: Entry): FieldGuess {
  const { name, kind, reason, confidence, either } = entry;
  return { field: name, kind, columns: [name], reason, confidence, ...(either === undefined ? {} : { either }) };
}

function join(entries: readonly Entry[], kind: FieldGuess['kind'], reason: string): FieldGuess {
  const columns = entries.map(({ name }) => name);
  return {
    field: columns.join(' + '),
    kind,
    columns,
    reason,
    confidence: Math.min(...entries.map(({ confidence }) => confidence)),
  };
}

/** Share of the sampled records with a value in `a` that have one in `b` too. */
function shareTogether(a: ColumnSample, b: ColumnSample): number {
  let either = 0;
  let both = 0;
  for (let row = 0; row < a.presence.length; row += 1) {
    if (a.presence[row] !== true) continue;
    either += 1;
    if (b.presence[row] === true) both += 1;
  }
  return either === 0 ? 0 : both / either;
}

function usable(entries: readonly Entry[], ...meanings: readonly ColumnGuess['meaning'][]): readonly Entry[] {
  return entries.filter(
    ({ meaning, kind }) => kind !== 'ignore' && meaning !== undefined && meanings.includes(meaning),
  );
}

/** A whole address in some records and its parts in others make one field. */
function composeAddress(entries: readonly Entry[]): FieldGuess | undefined {
  const [whole] = entries.filter(({ kind }) => kind === 'address');
  if (whole === undefined) return undefined;
  const parts = usable(
    entries,
    'houseNumber',
    'streetName',
    'street',
    'addressLine2',
    'city',
    'region',
    'postcode',
  ).filter((part) => part !== whole && part.kind !== 'address' && !/birth/i.test(part.name));
  const streets = parts.filter(({ meaning }) => meaning === 'street' || meaning === 'streetName');
  const [main] = streets;
  if (main === undefined || shareTogether(main.sample, whole.sample) > MOSTLY) return undefined;
  return join([whole, ...parts], 'address', 'some records have the whole address, others its parts');
}

/** A whole address in the same records as its parts says everything twice. */
function dropRepeatedAddress(entries: readonly Entry[]): readonly Entry[] {
  const [street] = usable(entries, 'street', 'streetName');
  const [city] = usable(entries, 'city', 'postcode');
  if (street === undefined || city === undefined) return entries;
  return entries.map((entry) =>
    entry.kind === 'address' && entry.meaning !== 'street' && shareTogether(street.sample, entry.sample) > MOSTLY
      ? { ...entry, kind: 'ignore', reason: 'a whole address whose parts stand beside it', confidence: 0.8 }
      : entry,
  );
}

/** Short names in Chinese characters may be of persons or of firms; a column of firms' names beside them decides. */
function settleShortNames(entries: readonly Entry[]): readonly Entry[] {
  const hasFirms = entries.some(({ kind, meaning }) => kind === 'organization' && meaning === 'name');
  if (!hasFirms) return entries;
  return entries.map((entry) =>
    entry.kind === 'personName' && entry.meaning === 'name' && entry.shapes.han >= 0.5
      ? { ...entry, kind: 'organization', reason: 'short names beside the names of organizations', confidence: 0.7 }
      : entry,
  );
}

/** Of the names without forename and surname this share must have a legal form for them to be names of organizations. */
const LEGAL_FORMS = 0.25;
/** Fewer legal forms than this among all names may be surnames that look like one. */
const LEAST_LEGAL_FORMS = 0.01;

/**
 * Where forename and surname have columns of their own, a bare name that stands alone and ends in a legal form is that of
 * a company, however few there are. The names of persons in the same column only repeat their columns.
 */
function settleParties(entries: readonly Entry[]): readonly Entry[] {
  const [given] = usable(entries, 'given');
  const [surname] = usable(entries, 'surname');
  if (given === undefined || surname === undefined) return entries;
  return entries.map((entry) => {
    if (entry.kind !== 'personName' || entry.meaning !== 'name') return entry;
    const alone = 1 - Math.max(shareTogether(entry.sample, given.sample), shareTogether(entry.sample, surname.sample));
    return alone > 0 && entry.shapes.legalForm >= Math.max(LEGAL_FORMS * alone, LEAST_LEGAL_FORMS)
      ? {
          ...entry,
          kind: 'organization',
          reason: 'names with a legal form where forename and surname are empty',
          confidence: 0.8,
        }
      : entry;
  });
}

const NAMES: ReadonlySet<FieldGuess['kind']> = new Set([
  'givenName',
  'surname',
  'personName',
  'organization',
  'people',
]);
const WHOLE_NAMES: ReadonlySet<ColumnGuess['meaning']> = new Set(['name', 'personName', undefined]);

/** The one column that names customers names persons and companies where it clearly shows both. */
function splitParties(entries: readonly Entry[]): readonly Entry[] {
  const names = entries.filter(({ kind }) => NAMES.has(kind));
  const [only] = names;
  if (only === undefined || names.length > 1 || !WHOLE_NAMES.has(only.meaning)) return entries;
  if (only.kind !== 'personName' && only.kind !== 'organization') return entries;
  const either = findMixedParties(only.sample, only.shapes.han);
  if (either === undefined) return entries;
  const reason = 'names of persons and names of organizations';
  return entries.map((entry) =>
    entry === only ? { ...entry, kind: 'partyName', reason, confidence: 0.8, either } : entry,
  );
}

function composeStreet(entries: readonly Entry[]): FieldGuess | undefined {
  const [number] = usable(entries, 'houseNumber');
  const [name] = usable(entries, 'streetName', 'street');
  if (number === undefined || name === undefined || name.shapes.street >= 0.6) return undefined;
  return join([number, name], 'street', 'house number and street make one line');
}

function composeGivenName(entries: readonly Entry[]): FieldGuess | undefined {
  const [given] = usable(entries, 'given');
  const [middle] = usable(entries, 'middle');
  return given === undefined || middle === undefined
    ? undefined
    : join([given, middle], 'givenName', 'forename and middle name make one field');
}

/** A surname and its suffix, for `Jr` tells son from father. */
function composeSurname(entries: readonly Entry[]): FieldGuess | undefined {
  const [surname] = usable(entries, 'surname');
  const [suffix] = usable(entries, 'suffix');
  return surname === undefined || suffix === undefined
    ? undefined
    : join([surname, suffix], 'surname', 'surname and suffix make one field');
}

/** Settles what columns mean together. Pure: the same samples give the same guesses, in the order of the columns. */
export function guessColumns(samples: readonly ColumnSample[]): readonly FieldGuess[] {
  const alone = samples.map((sample): Entry => ({ ...guessColumn(sample), sample }));
  const entries = splitParties(settleParties(settleShortNames(dropRepeatedAddress(alone))));
  const address = composeAddress(entries);
  const rest = entries.filter(({ name }) => address?.columns.includes(name) !== true);
  const composed = [address, composeStreet(rest), composeGivenName(rest), composeSurname(rest)].filter(
    (field) => field !== undefined,
  );
  const fields: FieldGuess[] = [];
  for (const entry of entries) {
    const owner = composed.find(({ columns }) => columns.includes(entry.name));
    if (owner === undefined) fields.push(keepAlone(entry));
    else if (!fields.includes(owner)) fields.push(owner);
  }
  return leaveOutCountry(linkPersonNames(fields));
}

const PERSON_NAMES: ReadonlySet<FieldGuess['kind']> = new Set(['givenName', 'surname', 'personName', 'partyName']);

/**
 * A country goes with the names that are common in it and is shared by half of all strangers: taken as evidence of its
 * own it makes a household of everybody with one surname. Firms have none, and sisters of one name are told apart by it.
 */
function leaveOutCountry(fields: readonly FieldGuess[]): readonly FieldGuess[] {
  if (!fields.some(({ kind }) => PERSON_NAMES.has(kind))) return fields;
  return fields.map((field) =>
    field.kind === 'country'
      ? { ...field, kind: 'ignore', reason: 'a country tells nobody from another and goes with the names in it' }
      : field,
  );
}

/** A whole name beside forename and surname only fills what they lack. */
function linkPersonNames(fields: readonly FieldGuess[]): readonly FieldGuess[] {
  const given = fields.find(({ kind }) => kind === 'givenName');
  const surname = fields.find(({ kind }) => kind === 'surname');
  if (given === undefined || surname === undefined) return fields;
  return fields.map((field) =>
    field.kind === 'personName'
      ? {
          ...field,
          fills: [given.field, surname.field],
          reason: 'a whole name beside forename and surname fills what they lack',
        }
      : field,
  );
}

/**
 * Guesses from names and data of a table's columns which fields they make and of what kind: every column is in exactly
 * one guess, possibly with the kind `ignore`. Deterministic.
 *
 * @param table - values as they were read; at most 2,000 different ones of each column are looked at
 * @example
 * const table = await readRows([{ id: '1', name: 'Ada Lovelace', mail: 'ada@example.org' }]);
 * guessFields(table).map(({ field, kind }) => `${field}: ${kind}`); // ['id: ignore', 'name: personName', 'mail: email']
 */
export function guessFields(table: Table): readonly FieldGuess[] {
  return guessColumns(sampleTable(table));
}
