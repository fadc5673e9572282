import { rowsReferring } from '../access/load-related.js';
import { type InputIssue, InvalidInputError } from '../errors/invalid-input-error.js';
import type { EntityRule } from '../model/define-entity.js';
import type { ModelEntity } from '../model/model.js';
import { chunksOf } from '../storage/chunks-of.js';
import type { Id, Row } from '../storage/contract.js';
import { groupBy } from '../values/group-by.js';
import { type Caller, modelEntity, relatedSource } from './caller.js';
import type { AnyRecord } from './define-command.js';
import { publish } from './public-record.js';
import { joinPath } from './record-parser.js';
import type { RowChange } from './row-change.js';

/** What a batch of changes is judged with. */
export interface RuleRound {
  readonly command: string;
  /** UTC milliseconds. */
  readonly now: number;
  /** Entities whose rules the decision has kept already. */
  readonly reconciled?: readonly string[] | undefined;
  /** Where a record stands in the caller's input. */
  readonly pathOf?: ((id: Id) => string) | undefined;
}

/**
 * Judges changes by the rules of their entities: the records of every owner they touch as they will be, read with one
 * query and one look-up per entity and thousand owners. Entities without rules, and records no rule concerns, cost nothing.
 *
 * @param caller - whose tenant it is; its rights do not count
 * @param changes - what is about to be committed
 * @throws {@link InvalidInputError} `INVALID_INPUT` with path and rule of everything that would be wrong and was not
 */
export async function checkRules(caller: Caller, changes: readonly RowChange[], round: RuleRound): Promise<void> {
  const issues: InputIssue[] = [];
  for (const name of new Set(changes.map(({ entity }) => entity))) {
    const { rules } = modelEntity(caller.runtime, name).definition;
    if (rules.length === 0 || round.reconciled?.includes(name)) continue;
    const own = changes.filter(({ entity }) => entity === name);
    for (const per of new Set(rules.map((rule) => rule.per)))
      issues.push(
        ...(await judge(
          caller,
          name,
          own,
          rules.filter((rule) => rule.per === per),
          round,
        )),
      );
  }
  if (issues.length > 0) throw new InvalidInputError(round.command, issues);
}

/** Judges one entity's changes by its rules over one kind of owner. */
async function judge(
  caller: Caller,
  name: string,
  changes: readonly RowChange[],
  rules: readonly EntityRule[],
  { now, pathOf }: RuleRound,
): Promise<readonly InputIssue[]> {
  const entity = modelEntity(caller.runtime, name);
  const per = rules[0]?.per ?? '';
  const ownerOf = (row: Row): Id => String(row[per] ?? '');
  const written = changes.flatMap((change) => (change.type === 'delete' ? [] : [change.row]));
  const isConcerned = (row: Row): boolean => {
    const record = publish(entity, row);
    return rules.some(({ concerns }) => concerns?.(record) ?? true);
  };
  const owners = [...new Set(written.filter(isConcerned).map(ownerOf))].filter((id) => id !== '');
  if (owners.length === 0) return [];
  const { before, records } = await readOwned(caller, entity, per, owners, now);
  const after = new Map(before);
  for (const change of changes) if (change.type === 'delete') after.delete(change.before.id);
  for (const row of written) after.set(row.id, row);
  const findings = (rows: ReadonlyMap<Id, Row>) => {
    const groups = groupBy([...rows.values()], ownerOf);
    return owners.flatMap((owner) => {
      const own = (groups.get(owner) ?? []).map((row) => publish(entity, row));
      return rules.flatMap(({ name: rule, check }) =>
        check(own, records.get(owner) ?? null).map((issue) => ({ ...issue, rule: `${name}.${rule}` })),
      );
    });
  };
  const keyOf = ({ id, path, rule }: { readonly id: Id; readonly path: string; readonly rule: string }): string =>
    `${rule} ${path} ${id}`;
  const known = new Set(findings(before).map(keyOf));
  const ids = new Set(written.map(({ id }) => id));
  return findings(after)
    .filter((issue) => ids.has(issue.id) && !known.has(keyOf(issue)))
    .map(({ id, path, problem, rule }) => ({ path: joinPath(pathOf?.(id) ?? '', path), problem, rule }));
}

/** The stored records of some owners, and the owners themselves, public. */
async function readOwned(
  caller: Caller,
  { schema }: ModelEntity,
  per: string,
  owners: readonly Id[],
  now: number,
): Promise<{ readonly before: ReadonlyMap<Id, Row>; readonly records: ReadonlyMap<Id, AnyRecord> }> {
  const { runtime, context } = caller;
  const type = schema.fields[per]?.type;
  const owner = modelEntity(runtime, type?.type === 'ref' ? type.entity : schema.name);
  const before = new Map<Id, Row>();
  const records = new Map<Id, AnyRecord>();
  for await (const row of rowsReferring(relatedSource(caller, now), schema.name, per, owners)) before.set(row.id, row);
  for (const some of chunksOf(owners)) {
    for (const row of await runtime.storage.get(context, owner.schema.name, some))
      if (row !== null) records.set(row.id, publish(owner, row));
  }
  return { before, records };
}
