import { type InputIssue, InvalidInputError } from '@crmkit/core';
import type { BlockingRule } from '../block/rule.js';
import type { DedupeOptions } from '../dedupe-options.js';
import { kindNames } from '../kinds/index-of-kinds.js';
import type { FieldSpec } from '../records/field-spec.js';
import { columnsOf } from '../records/read-field.js';
import type { Field } from '../records/record-set.js';
import { findColumn, type Table } from '../table/table.js';
import { findUnknownOptions, type OptionNames } from './check-option-names.js';

/** All kinds that a column can be declared as. */
export const columnKinds: readonly string[] = [
  ...kindNames,
  'personName',
  'partyName',
  'dayFirstDate',
  'monthFirstDate',
  'ignore',
];

/**
 * Checks options before anything is read.
 *
 * @param names - all options the call has
 * @throws InvalidInputError `INVALID_INPUT` for an option that does not exist or has no effect, and for a kind, threshold,
 *   verdict or number of threads that cannot be
 */
export function checkOptions<O extends Omit<DedupeOptions, 'source' | 'cleanSources'>>(
  call: string,
  options: O,
  names: OptionNames<O>,
): void {
  const { kinds = {}, fields, threshold, verdicts, workers, kindParts, checkpoint }: DedupeOptions = options;
  const { source, cleanSources }: DedupeOptions = options;
  const issues: InputIssue[] = [...findUnknownOptions(call, options, names)];
  if (cleanSources === true && source === undefined) {
    issues.push({ path: 'cleanSources', problem: 'it needs `source`, the column that names the source of a record' });
  }
  if (kindParts !== undefined && checkpoint !== undefined) {
    // Functions bear no mark by which saved work of others could be told apart.
    issues.push({ path: 'checkpoint', problem: 'a run with kindParts cannot be resumed; leave one of both out' });
  }
  for (const [column, kind] of Object.entries(kinds)) {
    if (columnKinds.includes(kind)) continue;
    issues.push({ path: `kinds.${column}`, problem: `there is no kind ${kind}; there are ${columnKinds.join(', ')}` });
  }
  fields?.forEach(({ kind, columns }, at) => {
    if (!kindNames.includes(kind)) {
      issues.push({
        path: `fields.${at}.kind`,
        problem: `there is no kind ${kind}; there are ${kindNames.join(', ')}`,
      });
    }
    if (columns.length === 0)
      issues.push({ path: `fields.${at}.columns`, problem: 'a field reads one column or more' });
  });
  for (const name of repeated(fields ?? [])) issues.push({ path: 'fields', problem: `two fields are called ${name}` });
  if (threshold !== undefined && !(threshold > 0 && threshold < 1)) {
    issues.push({ path: 'threshold', problem: 'a probability between 0 and 1 is expected, neither of both' });
  }
  verdicts?.forEach(({ left, right, verdict }, at) => {
    if (left === right) issues.push({ path: `verdicts.${at}`, problem: 'a verdict is about two different records' });
    if (verdict === 'same' || verdict === 'different') return;
    issues.push({ path: `verdicts.${at}.verdict`, problem: 'a verdict is `same` or `different`' });
  });
  const count = typeof workers === 'object' ? workers.count : workers;
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= 1024)) {
    issues.push({ path: 'workers', problem: 'a whole number from 1 on is expected' });
  }
  if (issues.length > 0) throw new InvalidInputError(call, issues);
}

/**
 * Checks that what options name is in a table. A column that a model knows may be missing: a source need not have all.
 *
 * @param isOmitted - the reader left out the ignored columns, after it had checked them
 * @throws InvalidInputError `INVALID_INPUT` for a column that is not there, naming those that are
 */
export function checkColumns(
  call: string,
  table: Table,
  { id, source, kinds = {}, fields = [] }: DedupeOptions,
  isOmitted = false,
): void {
  // Rows name their columns themselves: where there are none, nothing can be missing.
  if (table.length === 0 && table.columns.length === 0) return;
  // No column of a source is called so: it is where `link` keeps the ids of both sources.
  const names = table.columns.flatMap(({ name }) => (name === ' id' ? [] : [name]));
  const wanted = [
    ...(id === undefined ? [] : [{ path: 'id', name: id }]),
    ...(source === undefined ? [] : [{ path: 'source', name: source }]),
    ...Object.entries(kinds).flatMap(([name, kind]) =>
      kind === 'ignore' && isOmitted ? [] : [{ path: `kinds.${name}`, name }],
    ),
    ...fields.flatMap((spec, at) => columnsOf(spec).map((name) => ({ path: `fields.${at}`, name }))),
  ];
  const issues = wanted.flatMap(({ path, name }) =>
    findColumn(table, name) === undefined
      ? [{ path, problem: `there is no column ${name}; there are ${names.join(', ')}` }]
      : [],
  );
  if (issues.length > 0) throw new InvalidInputError(call, issues);
}

/**
 * Checks that the parts of blocking rules are there.
 *
 * @throws InvalidInputError `INVALID_INPUT` for a field or key family that is not, naming those that are
 */
export function checkRules(rules: readonly BlockingRule[], fields: readonly Field[]): void {
  const issues = rules.flatMap(({ atoms }, at): InputIssue[] => {
    if (atoms.length < 1 || atoms.length > 2) {
      return [{ path: `rules.${at}.atoms`, problem: 'a rule has one or two parts' }];
    }
    return atoms.flatMap(({ field, family }, part): InputIssue[] => {
      const path = `rules.${at}.atoms.${part}`;
      const own = fields.find(({ name }) => name === field);
      const names = fields.map(({ name }) => name).join(', ');
      if (own === undefined) return [{ path, problem: `there is no field ${field}; there are ${names}` }];
      const families = own.kind.keys.map(({ id }) => id);
      if (families.includes(family)) return [];
      return [{ path, problem: `${field} has no key family ${family}; it has ${families.join(', ')}` }];
    });
  });
  if (issues.length > 0) throw new InvalidInputError('dedupe', issues);
}

function repeated(fields: readonly FieldSpec[]): readonly string[] {
  return fields.flatMap(({ name }, at) => (fields.findIndex((other) => other.name === name) < at ? [name] : []));
}
