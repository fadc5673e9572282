import { kindOf } from '../kinds/index-of-kinds.js';
import { splitPersonName } from '../kinds/person-name.js';
import { canonicalColumn } from '../table/canonical-column.js';
import { joinColumns } from '../table/join-columns.js';
import { findColumn, type Table } from '../table/table.js';
import type { FieldPart, FieldSpec } from './field-spec.js';
import type { Field } from './record-set.js';

/** All columns a field reads, in the order in which its texts are given to `fieldText`. */
export function columnsOf({ columns, fill }: FieldSpec): readonly string[] {
  return fill === undefined || columns.includes(fill.column) ? columns : [...columns, fill.column];
}

/**
 * The canonical text of a field.
 *
 * @param spec - how the field is read
 * @param parts - raw texts of its columns, in the order of `columnsOf`
 */
export function fieldText(spec: FieldSpec, parts: readonly string[]): string {
  const own = parts.slice(0, spec.columns.length).filter((part) => part !== '');
  const { normalise } = kindOf(spec.kind);
  const text = own.length === 0 ? '' : normalise(partOf(own.join(' '), spec.part ?? 'whole'));
  if (text !== '' || spec.fill === undefined) return text;
  const { fill } = spec;
  const raw = parts[columnsOf(spec).indexOf(fill.column)] ?? '';
  return raw === '' ? '' : normalise(partOf(raw, fill.part));
}

function partOf(text: string, part: FieldPart): string {
  return part === 'whole' ? text : splitPersonName(text)[part];
}

/**
 * Reads a field from a table: every distinct raw text, or combination of them, is normalised once.
 *
 * @param table - raw columns; one that it lacks counts as empty
 */
export function readField(table: Table, spec: FieldSpec): Field {
  const columns = columnsOf(spec).map((name) => findColumn(table, name) ?? emptyColumn(name, table.length));
  const [only] = columns;
  const kind = kindOf(spec.kind);
  const isPlain = spec.fill === undefined && (spec.part ?? 'whole') === 'whole';
  const column =
    columns.length === 1 && only !== undefined
      ? canonicalColumn(only, spec.name, isPlain ? kind.normalise : (raw) => fieldText(spec, [raw]))
      : joinColumns(columns, spec.name, (parts) => fieldText(spec, parts));
  return { name: spec.name, kind, column };
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
