import type { InputIssue } from '../errors/invalid-input-error.js';
import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import { CLAIMS, type Id, type Row } from '../storage/contract.js';
import { rowsById } from '../storage/rows-by-id.js';
import { type Caller, modelEntity } from './caller.js';
import { checkWriteRights, requireAction, unchanged } from './check-write-rights.js';
import { commitDecided, type Decided } from './commit-decided.js';
import { compareVersions } from './compare-versions.js';
import type { ClaimChange } from './define-command.js';
import { duplicateOf } from './duplicate-of.js';
import { type FactItem, type ParsedFact, parseFact, readFactItems } from './fact-items.js';
import { givenPaths } from './given-paths.js';
import { refuseIssues, storedRow } from './record-parser.js';
import { partsOfFacts, refusePart, replacementOf, reversalsOf } from './reversal.js';
import type { RowChange, WrittenPaths } from './row-change.js';
import { inKind, itemSet, type OneOrMany } from './sets.js';
import { sliceBatch } from './slice-batch.js';

/**
 * What became of a fact. `superseded`: it took the place of an older version, or of one that was reversed. `unchanged`,
 * `stale` and `reversed` (this version is known and was reversed) wrote nothing.
 */
export interface FactResult {
  readonly status: 'recorded' | 'superseded' | 'unchanged' | 'stale' | 'reversed';
  /** The fact that stands for the external record; the same over all its versions. */
  readonly id: Id;
}

/**
 * Records facts of host systems with their parts, idempotent by (system, external id, version). A new version takes the
 * place of the old one under the same id, and what the old one held stays as a row of its own that a reversal undoes;
 * so does a version that was reversed and is delivered again. An older version, where versions can be ordered, is
 * stale. Answers per item, in order. A call that fits the storage's `maxBatch` is one commit; a larger one is cut into
 * batches that are atomic each, and so is one that names an external record twice.
 *
 * @param caller - who records
 * @param name - kind of fact
 * @param input - one fact or several
 * @throws {@link InvalidInputError} `INVALID_INPUT` with the path of everything that is wrong; nothing of the batch is written
 */
export async function recordFacts(
  caller: Caller,
  name: string,
  input: OneOrMany<PublicRecord>,
): Promise<FactResult | readonly FactResult[]> {
  const entity = modelEntity(caller.runtime, name);
  const command = `${name}.record`;
  refusePart(caller, name, command);
  requireAction(caller, name, 'record');
  const set = itemSet(input);
  const items = readFactItems(entity, set, command);
  const batches = sliceBatch(items, {
    keyOf: ({ key }) => key,
    costOf: (item) => costOf(entity, item),
    budget: caller.runtime.storage.capabilities.maxBatch,
  });
  const results: FactResult[] = [];
  for (const batch of batches) {
    const parse = createParser(caller, entity);
    results.push(
      ...(await commitDecided(caller, command, (now) =>
        decideRecord(caller, entity, batch.items, { command, now, parse }),
      )),
    );
  }
  return inKind(set, results);
}

/** Writes and claims of a fact that supersedes one of the same size: new, old and reversal of each row, and the claim. */
function costOf({ definition }: ModelEntity, { input }: FactItem): number {
  const parts = Object.keys(definition.parts).reduce(
    (sum, part) => sum + (Array.isArray(input[part]) ? input[part].length : 0),
    0,
  );
  return 4 + 3 * parts;
}

/** Parses each fact once, however often the batch is decided. */
function createParser(
  { runtime }: Caller,
  entity: ModelEntity,
): (item: FactItem, issues: InputIssue[]) => ParsedFact | null {
  const known = new Map<FactItem, ParsedFact>();
  return (item, issues) => {
    const parsed = known.get(item) ?? parseFact(runtime.model, entity, item, issues);
    if (parsed !== null) known.set(item, parsed);
    return parsed;
  };
}

interface Round {
  readonly command: string;
  readonly now: number;
  readonly parse: (item: FactItem, issues: InputIssue[]) => ParsedFact | null;
}

async function decideRecord(
  caller: Caller,
  entity: ModelEntity,
  items: readonly FactItem[],
  round: Round,
): Promise<Decided<readonly FactResult[]>> {
  const { runtime } = caller;
  const current = await readCurrent(caller, entity, items);
  const known = items.flatMap((item, index) => {
    const { fact = null } = current[index] ?? {};
    return fact === null ? [] : [unchanged(entity.schema.name, fact, 'record', pathsOf(entity, item))];
  });
  await checkWriteRights(caller, known, round.now);
  const issues: InputIssue[] = [];
  const changes: RowChange[] = [];
  const claims: ClaimChange[] = [];
  const replaced: { readonly fact: Row; readonly row: Row; readonly paths: WrittenPaths }[] = [];
  const itemOf = new Map<Id, FactItem>();
  const results = items.map((item, index): FactResult => {
    const { holder, fact } = current[index] ?? { holder: null, fact: null };
    const judged = fact === null ? null : judgeVersion(item, fact);
    if (judged !== null && fact !== null) return { status: judged, id: fact.id };
    const id = fact?.id ?? item.id ?? runtime.ids.next(entity.definition.prefix);
    const parsed = round.parse(item, issues);
    if (parsed === null) return { status: 'unchanged', id };
    const row = postedRow(entity, id, parsed.record, recordedAfter(fact, round.now));
    const parts = createParts(caller, id, parsed, round.now);
    for (const each of [row, ...parts.map((part) => part.row)]) itemOf.set(each.id, item);
    const paths = pathsOf(entity, item);
    if (fact === null)
      changes.push({ type: 'create', entity: entity.schema.name, row, rights: { action: 'record' }, paths });
    else replaced.push({ fact, row, paths });
    changes.push(...parts);
    claims.push({ key: item.key, holder: id, expect: holder === null ? 'absent' : { holder } });
    return { status: fact === null ? 'recorded' : 'superseded', id };
  });
  refuseIssues(round.command, issues);
  const facts = replaced.map(({ fact }) => fact);
  const [parts, reversals] = [await partsOfFacts(caller, entity, facts), await reversalsOf(caller, entity, facts)];
  for (const each of replaced)
    changes.push(...replacementOf(caller, entity, { ...each, parts, reversals }, { now: round.now, action: 'record' }));
  return {
    changes,
    given: [entity.schema.name, ...Object.values(entity.definition.parts).map((part) => part.entity)],
    claims,
    finish: () => results,
    onClaimed: (key, holder) =>
      key.startsWith('unique:') && holder !== null ? duplicateOf(key, holder, round.command) : 'again',
    nameOf: (id) => {
      const item = itemOf.get(id);
      return item === undefined ? id : `${item.system}:${item.externalId}`;
    },
  };
}

/** What the source gives of the fact itself; parts come with it. */
function pathsOf({ definition }: ModelEntity, { input }: FactItem): WrittenPaths {
  return givenPaths(input).filter((path) => !Object.hasOwn(definition.parts, path));
}

function judgeVersion({ version }: FactItem, fact: Row): 'unchanged' | 'reversed' | 'stale' | null {
  const known = String(fact['externalVersion'] ?? '');
  // A repeated import must not post again what somebody reversed here; a newer version does.
  if (known === version) return fact['posting'] === 'reversed' ? 'reversed' : 'unchanged';
  return compareVersions(version, known) === -1 ? 'stale' : null;
}

interface Current {
  readonly holder: Id | null;
  readonly fact: Row | null;
}

async function readCurrent(
  { runtime, context }: Caller,
  entity: ModelEntity,
  items: readonly FactItem[],
): Promise<readonly Current[]> {
  const claims = await runtime.storage.get(
    context,
    CLAIMS,
    items.map(({ key }) => key),
  );
  const holders = claims.map((claim) => (typeof claim?.['holder'] === 'string' ? claim['holder'] : null));
  const ids = holders.filter((holder): holder is string => holder !== null);
  const rows = ids.length === 0 ? [] : await runtime.storage.get(context, entity.schema.name, ids);
  const byId = rowsById(rows);
  return holders.map((holder) => ({ holder, fact: holder === null ? null : (byId.get(holder) ?? null) }));
}

/** Versions of one fact are recorded one after the other, also within a millisecond or by clocks that differ. */
function recordedAfter(fact: Row | null, now: number): number {
  return fact === null ? now : Math.max(now, Number(fact['recordedAt']) + 1);
}

function postedRow(entity: ModelEntity, id: Id, record: PublicRecord, recordedAt: number): Row {
  return storedRow(entity, id, record, { posting: 'posted', recordedAt });
}

type Creation = Extract<RowChange, { readonly type: 'create' }>;

/** The right to record a fact is the right to record its parts. */
function createParts({ runtime }: Caller, whole: Id, { parts }: ParsedFact, now: number): readonly Creation[] {
  return parts.flatMap(({ entity, via, records }) =>
    records.map((record): Creation => {
      const row = postedRow(entity, runtime.ids.next(entity.definition.prefix), { ...record, [via]: whole }, now);
      return { type: 'create', entity: entity.schema.name, row, rights: 'system', paths: givenPaths(record) };
    }),
  );
}
