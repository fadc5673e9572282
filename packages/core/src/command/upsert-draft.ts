import type { InputIssue } from '../errors/invalid-input-error.js';
import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import { isPlain } from '../storage/check-json.js';
import type { Id, Row } from '../storage/contract.js';
import { formatInstant } from '../values/instant.js';
import { type Caller, modelEntity } from './caller.js';
import type { Decided } from './commit-decided.js';
import { newRow } from './create-records.js';
import { givenPaths, touchedPaths } from './given-paths.js';
import { uniqueKey } from './keys.js';
import { editable, publish } from './public-record.js';
import { joinPath, recordParser, refuseIssues } from './record-parser.js';
import { type RowChange, rowOf, type WriteRights } from './row-change.js';
import { RowOverlay } from './row-overlay.js';
import { SatelliteSet } from './satellite-set.js';
import { nextRow } from './update-records.js';
import type { UpsertItem } from './upsert-items.js';
import type { UpsertResult, UpsertRound, Verdicts } from './upsert-result.js';
import { type BatchState, isNewerVersion, judgeSource, SOURCE } from './upsert-state.js';

const CREATE: WriteRights = { action: 'create' };

/** A batch as decided so far: its commit, and who wants which unique value. */
export interface BatchDraft {
  readonly decided: Decided<readonly UpsertResult[]>;
  readonly wanted: readonly WantedKey[];
  /** Records that are not created because others hold their unique values; the right to create them counts. */
  readonly refused: readonly RowChange[];
  /** Whether a source record already ties the item to a record. */
  readonly isKnown: (item: UpsertItem) => boolean;
  /** Records of the batch that give a unique value up, by key. */
  readonly released: ReadonlyMap<string, Id>;
}

/** A unique value a record of the batch wants to hold. */
export interface WantedKey {
  readonly key: string;
  /** The record that wants it, or its satellite. */
  readonly holder: Id;
  /** The upserted record it belongs to. */
  readonly owner: Id;
  readonly item: UpsertItem | null;
}

/** Decides a batch over what was read and what is known of duplicates. Pure but for the ids of new records. */
export function draftBatch(
  caller: Caller,
  entity: ModelEntity,
  items: readonly UpsertItem[],
  state: BatchState,
  verdicts: Verdicts,
  round: UpsertRound,
): BatchDraft {
  const { name } = entity.schema;
  const records = new RowOverlay(name, state.records.values());
  const sources = new RowOverlay(SOURCE, state.sources);
  const satellites = new Map(
    [...state.satellites].map(([satellite, rows]) => {
      const definition = entity.definition.satellites[satellite];
      return [satellite, definition && new SatelliteSet(caller, definition, rows)] as const;
    }),
  );
  const itemOf = new Map<Id, UpsertItem>();
  const nowText = formatInstant(round.now);
  const issues: InputIssue[] = [];
  const refused: RowChange[] = [];

  const results = items.map((item, index): UpsertResult => {
    const source = state.sources[index] ?? null;
    const judged = source === null ? null : judgeSource(item, source);
    if (judged !== null && source !== null) {
      const record = String(source['record']);
      if (records.get(record) === null) return { status: 'deleted', id: null };
      if (judged === 'unchanged' && isNewerVersion(item, source)) {
        sources.put({
          ...source,
          externalVersion: item.ref.version ?? '',
          receivedAt: round.now,
          updatedAt: round.now,
        });
      }
      return { status: judged, id: record };
    }
    const verdict = verdicts.get(item);
    if (verdict !== undefined && !verdict.link) {
      const record = source === null ? parseData(entity, null, item, issues) : null;
      if (record !== null) {
        const row = newRow(entity, round.idOf(item), record, round.now);
        refused.push({ type: 'create', entity: name, row, rights: CREATE, paths: touchedPaths({}, item.data) });
      }
      return { status: item.onDuplicate === 'review' ? 'review' : 'refused', id: null, duplicate: verdict.duplicate };
    }
    const id = verdict?.duplicate.holder ?? (source === null ? round.idOf(item) : String(source['record']));
    const before = records.get(id);
    const record = parseData(entity, before, item, issues);
    if (record === null) return { status: 'unchanged', id };
    const row = before === null ? newRow(entity, id, record, round.now) : nextRow(entity, before, record, round.now);
    if (row !== before) records.put(row, before === null ? touchedPaths({}, item.data) : givenPaths(item.data));
    sources.put(sourceRow(caller, entity, item, { id, source, now: round.now }));
    itemOf.set(id, item);
    for (const [satellite, incoming] of Object.entries(item.satellites)) {
      satellites.get(satellite)?.reconcile({
        owner: publish(entity, row),
        system: item.ref.system,
        incoming,
        now: round.now,
        nowText,
        command: round.command,
      });
    }
    if (before === null) return { status: 'created', id };
    return { status: row !== before ? 'updated' : source === null ? 'linked' : 'unchanged', id };
  });
  refuseIssues(round.command, issues);

  const travelling = [...satellites.values()].flatMap((set) => set?.changes() ?? []);
  const changes: readonly RowChange[] = [
    ...records.changes({ create: CREATE, update: { action: 'update' }, delete: 'system' }),
    ...sources.changes({ create: 'system', update: 'system', delete: 'system' }),
    ...travelling,
  ];
  const touched = new Set(travelling.map((change) => ownerOf(entity, change)));
  return {
    decided: {
      changes,
      given: [name],
      judged: {
        reconciled: Object.values(entity.definition.satellites).map((satellite) => satellite.entity),
        pathOf: (id) => joinPath(itemOf.get(id)?.path ?? '', 'data'),
      },
      finish: () =>
        results.map((result) =>
          (result.status === 'unchanged' || result.status === 'linked') && touched.has(result.id)
            ? { ...result, status: 'updated' }
            : result,
        ),
      onClaimed: () => 'again',
      nameOf: (id) => describe(itemOf.get(id), id),
    },
    refused,
    isKnown: (item) => (state.sources[items.indexOf(item)] ?? null) !== null,
    ...keysOf(caller, entity, changes, itemOf),
  };
}

/** Nobody has seen the id of a record that never came to be; the source's own number says more. */
function describe(item: UpsertItem | undefined, id: Id): string {
  return item === undefined ? id : `${item.ref.system}:${item.ref.id}`;
}

/** The upserted record a change belongs to: itself, or the owner of a satellite. */
function ownerOf(entity: ModelEntity, change: RowChange): Id | null {
  const row = rowOf(change);
  if (change.entity === entity.schema.name) return row.id;
  const satellite = Object.values(entity.definition.satellites).find(
    (definition) => definition.entity === change.entity,
  );
  const owner = satellite === undefined ? undefined : row[satellite.via];
  return typeof owner === 'string' ? owner : null;
}

function parseData(
  entity: ModelEntity,
  before: Row | null,
  { data, path }: UpsertItem,
  issues: InputIssue[],
): PublicRecord | null {
  const parser = recordParser(entity);
  const place = joinPath(path, 'data');
  if (before === null) return parser.parse(data, place, issues);
  const known = editable(publish(entity, before));
  const given = data['custom'] ?? {};
  // What is no object would be spread away; the parser refuses it.
  const custom = isPlain(given) ? { ...(known['custom'] as PublicRecord), ...given } : given;
  return parser.parse({ ...known, ...data, custom }, place, issues);
}

function sourceRow(
  caller: Caller,
  entity: ModelEntity,
  { ref, sourceId, objectType, digest, payload }: UpsertItem,
  { id, source, now }: { readonly id: Id; readonly source: Row | null; readonly now: number },
): Row {
  const { fields } = modelEntity(caller.runtime, SOURCE).schema;
  const { name } = entity.schema;
  const row: { [field: string]: unknown } = {
    id: sourceId,
    rev: '',
    system: ref.system.normalize('NFC'),
    objectType,
    externalId: ref.id.normalize('NFC'),
    digest,
    entity: name,
    record: id,
    receivedAt: now,
    createdAt: source?.['createdAt'] ?? now,
    updatedAt: now,
  };
  if (ref.version !== undefined) row['externalVersion'] = ref.version;
  if (payload !== undefined) row['payload'] = payload;
  if (Object.hasOwn(fields, name) && fields[name]?.type.type === 'ref') row[name] = id;
  return row as Row;
}

function keysOf(
  caller: Caller,
  entity: ModelEntity,
  changes: readonly RowChange[],
  itemOf: ReadonlyMap<Id, UpsertItem>,
): Pick<BatchDraft, 'wanted' | 'released'> {
  const wanted: WantedKey[] = [];
  const released = new Map<string, Id>();
  for (const change of changes) {
    for (const rule of caller.runtime.model.entities[change.entity]?.definition.unique ?? []) {
      const held = change.type === 'create' ? null : uniqueKey(change.entity, rule, change.before);
      const key = change.type === 'delete' ? null : uniqueKey(change.entity, rule, change.row);
      if (key === held) continue;
      if (held !== null && change.type !== 'create') released.set(held, change.before.id);
      const owner = ownerOf(entity, change) ?? '';
      if (key !== null && change.type !== 'delete')
        wanted.push({ key, holder: change.row.id, owner, item: itemOf.get(owner) ?? null });
    }
  }
  return { wanted, released };
}
