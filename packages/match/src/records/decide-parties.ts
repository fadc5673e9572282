import type { FieldSpec } from './field-spec.js';
import type { Field } from './record-set.js';

/** Of the records of the rarer party this share may have the name of the other one, too. */
const BOTH = 0.1;

/**
 * Decides, unless it is said, whether records name either a person or a company: where hardly any has both. Then a record
 * that only names a company is no person whose name is missing, as it may be in a list of persons and their employers.
 *
 * @param fields - as the specs were read
 */
export function decideParties(specs: readonly FieldSpec[], fields: readonly Field[]): readonly FieldSpec[] {
  const surname = fields.find(({ kind }) => kind.name === 'surname');
  const at = fields.findIndex(({ kind }) => kind.name === 'organization');
  if (surname === undefined || at < 0 || specs[at]?.either !== undefined || specs[at]?.party !== undefined)
    return specs;
  const persons = surname.column.ids;
  const companies = (fields[at] as Field).column.ids;
  let [person, company, both] = [0, 0, 0];
  for (let record = 0; record < persons.length; record++) {
    if (persons[record] !== 0) person++;
    if (companies[record] === 0) continue;
    company++;
    if (persons[record] !== 0) both++;
  }
  if (person === 0 || company === 0 || both > BOTH * Math.min(person, company)) return specs;
  return specs.map((spec, index) => (index === at ? { ...spec, either: 'person' } : spec));
}
