import type { Model } from '@crmkit/core';
import type { MappedItem } from '../mapping/map-row.js';
import type { ExternalReference } from '../mapping/reference-key.js';
import type { ImportPort, ItemOutcome } from './import-port.js';
import type { RowStatus } from './import-result.js';

/** What an import needs of a session: any session of a CRM has it. */
export interface ImportSession {
  /** The compiled model of the CRM. */
  readonly model: Model;
}

interface Outcome {
  readonly status: string;
  readonly id: string | null;
}

/** The methods of one entity that are used; a session has them for every entity of the model. */
interface EntityMethods {
  readonly upsert: (items: readonly MappedItem[]) => Promise<readonly Outcome[]>;
  readonly record: (items: readonly MappedItem[]) => Promise<readonly Outcome[]>;
  readonly resolve: (
    refs: readonly { readonly system: string; readonly id: string; readonly type?: string }[],
  ) => Promise<readonly (string | null)[]>;
}

/** Most external records asked for at once. */
const ASK = 1_000;

/** Connects a run to a session. */
export function createSessionPort(session: ImportSession): ImportPort {
  const { model } = session;
  const methods = (entity: string): EntityMethods => {
    const found = (session as unknown as { readonly [entity: string]: EntityMethods | undefined })[entity];
    if (found === undefined) throw new TypeError(`The session has no entity ${entity}.`);
    return found;
  };
  return {
    model,
    write: async (entity, items) => {
      const isFact = model.entities[entity]?.definition.fact ?? false;
      const outcomes = isFact ? await methods(entity).record(items) : await methods(entity).upsert(items);
      return outcomes.map(toOutcome);
    },
    find: async (references) => {
      const found: (string | null)[] = references.map(() => null);
      for (const { entity, references: asked, places } of groupReferences(references)) {
        const ids = await methods(entity).resolve(asked);
        for (const [index, place] of places.entries()) found[place] = ids[index] ?? null;
      }
      return found;
    },
  };
}

/** References to one entity, as many as are asked for at once, with their places in the question. */
interface ReferenceGroup {
  readonly entity: string;
  readonly references: { readonly system: string; readonly id: string; readonly type?: string }[];
  readonly places: number[];
}

function groupReferences(references: readonly ExternalReference[]): readonly ReferenceGroup[] {
  const open = new Map<string, ReferenceGroup>();
  const groups: ReferenceGroup[] = [];
  for (const [place, { entity, objectType, system, id }] of references.entries()) {
    let group = open.get(entity);
    if (group === undefined || group.places.length >= ASK) {
      group = { entity, references: [], places: [] };
      open.set(entity, group);
      groups.push(group);
    }
    group.references.push({ system, id, ...(objectType === entity ? {} : { type: objectType }) });
    group.places.push(place);
  }
  return groups;
}

const statuses: { readonly [status: string]: RowStatus } = {
  created: 'created',
  updated: 'updated',
  linked: 'linked',
  recorded: 'recorded',
  superseded: 'superseded',
  unchanged: 'unchanged',
  stale: 'stale',
  reversed: 'reversed',
  deleted: 'deleted',
  review: 'review',
};

function toOutcome({ status, id }: Outcome): ItemOutcome {
  const known = Object.hasOwn(statuses, status) ? statuses[status] : undefined;
  return known === undefined
    ? { status: 'failed', id, code: status === 'refused' ? 'DUPLICATE' : status }
    : { status: known, id };
}
