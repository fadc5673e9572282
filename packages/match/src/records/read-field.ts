import { date, dayFirstDate } from '../kinds/date.js';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { Kind } from '../kinds/kind.js';
import { partyOf } from '../kinds/party.js';
import { splitPersonName } from '../kinds/person-name.js';
import { canonicalColumn } from '../table/canonical-column.js';
import { joinColumns } from '../table/join-columns.js';
import { findColumn, type Table } from '../table/table.js';
import { type FieldPart, type FieldSpec, fillsOf } from './field-spec.js';
import type { Field } from './record-set.js';

/** All columns a field reads, in the order in which its texts are given to `fieldText`. */
export function columnsOf(spec: FieldSpec): readonly string[] {
  const own = spec.columns;
  const wanted = [...fillsOf(spec).map(({ column }) => column), ...(spec.repeats ?? [])];
  const others = wanted.filter((column) => !own.includes(column));
  return others.length === 0 ? own : [...own, ...new Set(others)];
}

/**
 * The canonical text of a field.
 *
 * @param spec - how the field is read
 * @param parts - raw texts of its columns, in the order of `columnsOf`
 * @param kind - of the field
 */
export function fieldText(spec: FieldSpec, parts: readonly string[], kind: Kind = kindOf(spec.kind)): string {
  const own = parts.slice(0, spec.columns.length).filter((part) => part !== '');
  const normalise = normaliserOf(spec, kind);
  const whole = own.join(' ');
  if (isRepeated(spec, whole, parts) || isOtherParty(spec, whole)) return '';
  const text = own.length === 0 ? '' : normalise(partOf(whole, spec.part ?? 'whole'));
  if (text !== '' || spec.fill === undefined) return text;
  const columns = columnsOf(spec);
  for (const fill of fillsOf(spec)) {
    const raw = parts[columns.indexOf(fill.column)] ?? '';
    const filled = raw === '' ? '' : normalise(partOf(raw, fill.part));
    if (filled !== '') return filled;
  }
  return '';
}

/** How the texts of a field become canonical: by its kind, dates in their order unless the host reads them itself. */
function normaliserOf({ dayFirst }: FieldSpec, { normalise }: Kind): Kind['normalise'] {
  return dayFirst === true && normalise === date.normalise ? dayFirstDate.normalise : normalise;
}

/** A name column of companies and persons bears the names of persons a second time. */
function isRepeated(spec: FieldSpec, whole: string, parts: readonly string[]): boolean {
  if (spec.repeats === undefined || whole === '') return false;
  const columns = columnsOf(spec);
  const names = spec.repeats.map((column) => (parts[columns.indexOf(column)] ?? '').trim().toLowerCase());
  const known = names.filter((name) => name !== '');
  const text = whole.toLowerCase();
  return known.length > 0 && known.every((name) => text.includes(name));
}

/** A column of persons and companies fills the fields of one party with the names that cannot mean the other. */
function isOtherParty({ party }: FieldSpec, whole: string): boolean {
  return party !== undefined && whole !== '' && (partyOf(whole) ?? party) !== party;
}

function partOf(text: string, part: FieldPart): string {
  return part === 'whole' ? text : splitPersonName(text)[part];
}

/**
 * Reads a field from a table: every distinct raw text, or combination of them, is normalised once.
 *
 * @param table - raw columns; one that it lacks counts as empty
 * @param kind - of the field
 */
export function readField(table: Table, spec: FieldSpec, kind: Kind = kindOf(spec.kind)): Field {
  const columns = columnsOf(spec).map((name) => findColumn(table, name) ?? emptyColumn(name, table.length));
  const [only] = columns;
  const { repeats, fill, part = 'whole', party, either } = spec;
  const isPlain = repeats === undefined && fill === undefined && party === undefined && part === 'whole';
  const column =
    columns.length === 1 && only !== undefined
      ? canonicalColumn(only, spec.name, isPlain ? normaliserOf(spec, kind) : (raw) => fieldText(spec, [raw], kind))
      : joinColumns(columns, spec.name, (parts) => fieldText(spec, parts, kind));
  return { name: spec.name, kind, column, party, either };
}

function emptyColumn(name: string, length: number): Field['column'] {
  return canonicalColumn({ name, ids: new Uint32Array(length), dictionary: NO_TEXTS }, name, () => '');
}

const NO_TEXTS: Field['column']['dictionary'] = {
  size: 1,
  codes: new Uint8Array(0),
  starts: new Uint32Array(2),
  counts: new Uint32Array(1),
  text: () => '',
  find: () => 0,
};
