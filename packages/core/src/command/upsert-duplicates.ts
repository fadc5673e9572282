import type { ModelEntity } from '../model/model.js';
import { CLAIMS, type Id } from '../storage/contract.js';
import { addTo } from '../values/group-by.js';
import type { Caller } from './caller.js';
import { readRows } from './read-rows.js';
import type { BatchDraft, WantedKey } from './upsert-draft.js';
import type { Verdicts } from './upsert-result.js';

/**
 * Looks up who holds the unique values a batch wants, before the commit would fail on them.
 *
 * @param verdicts - gets one entry per item whose value is taken
 * @returns true when there is a new verdict, so that the batch has to be drafted anew
 */
export async function findDuplicates(
  caller: Caller,
  entity: ModelEntity,
  draft: BatchDraft,
  verdicts: Verdicts,
): Promise<boolean> {
  if (draft.wanted.length === 0) return false;
  const held = await readHolders(caller, entity, [...new Set(draft.wanted.map(({ key }) => key))]);
  const taken = new Map<string, WantedKey>();
  const owners = [...new Set([...held.values()].map(({ owner }) => owner))];
  const rows = await readRows(caller, entity.schema.name, owners);
  const visible = new Set(owners.filter((_, index) => rows[index] !== null));
  let isNews = false;
  for (const wanted of draft.wanted) {
    const { key, item } = wanted;
    const stored = held.get(key);
    const isFree = stored === undefined || stored.claim === wanted.holder || draft.released.get(key) === stored.claim;
    const other = isFree ? taken.get(key)?.owner : stored.owner;
    if (other === undefined) taken.set(key, wanted);
    else if (item !== null) {
      const [, entityName = '', rule = ''] = key.split(':');
      // An item that is duplicate again after it was linked to one holder cannot be saved by linking it to another.
      const holder = isFree || visible.has(other) ? other : null;
      const link = holder !== null && item.onDuplicate === 'existing' && !verdicts.has(item) && !draft.isKnown(item);
      verdicts.set(item, { duplicate: { key: `${entityName}.${rule}`, holder }, link });
      isNews = true;
    }
  }
  return isNews;
}

interface Holder {
  /** Record named by the claim. */
  readonly claim: Id;
  /** The upserted record it belongs to: itself, or the owner of a satellite. */
  readonly owner: Id;
}

async function readHolders(
  { runtime, context }: Caller,
  entity: ModelEntity,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Holder>> {
  const claims = await runtime.storage.get(context, CLAIMS, keys);
  const holders = new Map<string, Holder>();
  const ofSatellites = new Map<string, string[]>();
  for (const [index, claim] of claims.entries()) {
    const key = keys[index];
    const holder = claim?.['holder'];
    if (key === undefined || typeof holder !== 'string') continue;
    holders.set(key, { claim: holder, owner: holder });
    const name = key.split(':')[1] ?? '';
    if (name !== entity.schema.name) addTo(ofSatellites, name, key);
  }
  for (const [name, satelliteKeys] of ofSatellites) {
    const via = Object.values(entity.definition.satellites).find((satellite) => satellite.entity === name)?.via ?? '';
    const rows = await runtime.storage.get(
      context,
      name,
      satelliteKeys.map((key) => holders.get(key)?.claim ?? ''),
    );
    for (const [index, key] of satelliteKeys.entries()) {
      const owner = rows[index]?.[via];
      const claim = holders.get(key)?.claim ?? '';
      if (typeof owner === 'string') holders.set(key, { claim, owner });
    }
  }
  return holders;
}
