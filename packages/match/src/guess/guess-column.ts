import type { KindName } from '../kinds/kind.js';
import type { ColumnSample } from './column-sample.js';
import { dropOwners, readColumnWords } from './column-words.js';
import { type HeaderMeaning, readHeader } from './header-rules.js';
import { measureShapes, type ValueShapes } from './value-shapes.js';

/** What one column alone seems to be, before columns are joined. */
export interface ColumnGuess {
  readonly name: string;
  readonly kind: KindName | 'personName' | 'partyName' | 'ignore';
  /** What the name says; `undefined` when it says nothing or the data speaks against it. */
  readonly meaning: HeaderMeaning | undefined;
  readonly reason: string;
  readonly confidence: number;
  readonly shapes: ValueShapes;
}

type Verdict = Pick<ColumnGuess, 'kind' | 'reason' | 'confidence'>;

const FEW_CATEGORIES = 60;

function ignore(reason: string, confidence = 0.9): Verdict {
  return { kind: 'ignore', reason, confidence };
}

function judge(kind: ColumnGuess['kind'], reason: string, confidence: number): Verdict {
  return { kind, reason, confidence };
}

/** What the data alone says. */
function judgeByData(shapes: ValueShapes, sample: ColumnSample): Verdict {
  if (shapes.email >= 0.6) return judge('email', 'most values are e-mail addresses', 0.9);
  if (shapes.web >= 0.6) return judge('website', 'most values are web addresses', 0.8);
  if (shapes.date >= 0.7) return judge('date', 'most values are dates', 0.7);
  if (shapes.year >= 0.9) return judge('number', 'most values are years', 0.6);
  if (shapes.postcode >= 0.6) return judge('postcode', 'most values look like postal codes', 0.7);
  if (shapes.phone >= 0.7 && (shapes.integer < 0.9 || (shapes.length >= 9 && shapes.length <= 13))) {
    return judge('phone', 'most values look like telephone numbers', 0.6);
  }
  if (sample.filled > 20 && shapes.distinct > 0.999 && shapes.words < 1.2 && shapes.digit > 0.95) {
    return ignore('every value is different and looks like a running number', 0.6);
  }
  if (shapes.numeric >= 0.9) return judge('number', 'most values are numbers', 0.4);
  if (shapes.address >= 0.5) return judge('address', 'most values are whole addresses', 0.7);
  if (shapes.people >= 0.4) return judge('people', 'many values are lists of persons', 0.6);
  if (shapes.legalForm >= 0.15) return judge('organization', 'many values end in a legal form', 0.7);
  if (shapes.street >= 0.6) return judge('street', 'most values have a house number and a street', 0.6);
  if (shapes.fullName >= 0.25 && shapes.words < 4) return judge('personName', 'many values begin with a forename', 0.6);
  if (shapes.forename >= 0.3) return judge('givenName', 'many values are common forenames', 0.6);
  const few = sample.distinct <= FEW_CATEGORIES && shapes.distinct < 0.2;
  if (few) return judge('category', `only ${sample.distinct} different values`, 0.5);
  if (shapes.digit >= 0.8 && shapes.words < 1.3)
    return judge('identifier', 'most values are single words with digits', 0.4);
  return judge('text', 'neither the name nor the values show what it means', 0.3);
}

/** What a bare `name` column holds. */
function judgeName(shapes: ValueShapes): Verdict {
  if (shapes.legalForm >= 0.1) return judge('organization', 'names, many of them with a legal form', 0.85);
  if (shapes.fullName >= 0.2 && shapes.words < 4 && shapes.digit < 0.1)
    return judge('personName', 'names that begin with forenames', 0.8);
  if (shapes.han >= 0.5) {
    return shapes.length <= 3.6
      ? judge('personName', 'short Chinese names', 0.7)
      : judge('organization', 'Chinese names longer than those of persons', 0.7);
  }
  if (shapes.people >= 0.3) return judge('personName', 'names of the form surname, forename', 0.6);
  if (shapes.words > 5) return judge('text', 'names of many words', 0.6);
  return judge('organization', 'names that are not those of persons', 0.6);
}

function judgeAddress(shapes: ValueShapes): Verdict {
  if (shapes.digit < 0.2 && shapes.words <= 3 && shapes.comma < 0.2 && shapes.han < 0.5) {
    return judge('city', 'the name says address, and the values are names of places', 0.7);
  }
  const whole =
    shapes.address >= 0.3 || (shapes.comma >= 0.5 && shapes.words >= 4) || (shapes.han >= 0.5 && shapes.length > 6);
  return whole
    ? judge('address', 'the name says address, and the values go beyond the street', 0.9)
    : judge('street', 'the name says address, and the values are lines of number and street', 0.85);
}

/** Verdict of the name when the data agrees; `undefined` when the data speaks against it. */
function judgeByName(meaning: HeaderMeaning, shapes: ValueShapes, sample: ColumnSample): Verdict | undefined {
  const confirmed = (kind: ColumnGuess['kind'], holds: boolean): Verdict | undefined =>
    holds ? judge(kind, `the name says ${meaning}, and the values agree`, 0.95) : undefined;
  switch (meaning) {
    case 'answer':
      return ignore('the name says that it is an answer, which is no evidence');
    case 'recordId':
      return shapes.distinct > 0.98 || sample.rows < 3
        ? ignore('an id of the record: every value is different')
        : shapes.distinct > 0.1 && shapes.digit > 0.5
          ? judge('identifier', 'an id that several records share', 0.6)
          : undefined;
    case 'issuer':
      return ignore('it describes a document, not the customer', 0.7);
    case 'state of the record':
      return ignore('it describes the record, not the customer', 0.8);
    case 'recordDate':
      return shapes.date >= 0.5 || shapes.year >= 0.5
        ? ignore('a date of the record, not of the customer', 0.7)
        : undefined;
    case 'amount':
      return ignore('an amount changes from record to record', 0.7);
    case 'note':
      return ignore('notes are free text about the record', 0.7);
    case 'title':
      return ignore('a form of address says little', 0.8);
    case 'suffix':
      return confirmed('category', shapes.letters >= 0.5);
    case 'given':
    case 'middle':
      return confirmed('givenName', shapes.digit <= 0.3 && shapes.words <= 4);
    case 'surname':
      return confirmed('surname', shapes.digit <= 0.3 && shapes.words <= 4);
    case 'personName':
    case 'nativeName':
      return shapes.legalForm >= 0.3 && shapes.fullName < 0.3
        ? judge('organization', 'the name says a person, but many values have a legal form', 0.6)
        : confirmed('personName', shapes.digit <= 0.3 && shapes.words <= 7);
    case 'name':
      return shapes.numeric < 0.5 ? judgeName(shapes) : undefined;
    case 'organization':
      return confirmed('organization', shapes.numeric < 0.5);
    case 'email':
      return confirmed('email', shapes.email >= 0.4);
    case 'phone':
      return confirmed(
        'phone',
        shapes.phone >= 0.4 || (shapes.digit >= 0.7 && shapes.length >= 6 && shapes.letters < 0.3),
      );
    case 'date':
      return confirmed('date', shapes.date >= 0.4 || shapes.year >= 0.6);
    case 'identifier':
      return confirmed('identifier', shapes.digit >= 0.4);
    case 'website':
      return confirmed('website', shapes.web >= 0.4);
    case 'street':
    case 'streetName':
      return confirmed('street', shapes.numeric < 0.7);
    case 'addressLine2':
      return confirmed('street', true);
    case 'houseNumber':
      return confirmed('number', shapes.digit >= 0.5 && shapes.words < 3);
    case 'city':
      return confirmed('city', shapes.digit <= 0.4);
    case 'region':
      return confirmed('region', shapes.digit <= 0.4);
    case 'country':
      return confirmed('country', shapes.digit <= 0.4);
    case 'postcode':
      return confirmed('postcode', shapes.digit >= 0.5 && shapes.length <= 12);
    case 'address':
      return shapes.email >= 0.5 || shapes.web >= 0.5 ? undefined : judgeAddress(shapes);
    case 'fullAddress':
      return confirmed('address', shapes.words >= 2 || shapes.han >= 0.5);
    case 'people':
      return confirmed('people', shapes.letters + shapes.comma >= 0.4);
    case 'text':
      return confirmed('text', shapes.numeric < 0.8);
    case 'number':
      return confirmed('number', shapes.numeric >= 0.6);
    case 'category':
      return sample.distinct <= 1000 || shapes.distinct < 0.5
        ? confirmed('category', true)
        : confirmed('text', shapes.words > 1.5);
    default: {
      const unreachable: never = meaning;
      return unreachable;
    }
  }
}

/** Guesses one column from its name, which its data has to confirm, else from its data. */
export function guessColumn(sample: ColumnSample): ColumnGuess {
  const shapes = measureShapes(sample);
  const words = readColumnWords(sample.name);
  const meaning = readHeader(words) ?? readHeader(dropOwners(words));
  const finish = (verdict: Verdict, kept: HeaderMeaning | undefined): ColumnGuess => ({
    name: sample.name,
    meaning: kept,
    shapes,
    ...verdict,
  });
  if (sample.values.length === 0) return finish(ignore('no record has a value', 1), meaning);
  if (sample.distinct === 1 && sample.rows > 2 && sample.filled > 2) {
    return finish(ignore('all values are the same', 1), meaning);
  }
  const named = meaning === undefined ? undefined : judgeByName(meaning, shapes, sample);
  if (named !== undefined) return finish(named, meaning);
  return finish(judgeByData(shapes, sample), undefined);
}
