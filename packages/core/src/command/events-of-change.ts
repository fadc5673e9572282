import type { Change } from '../storage/contract.js';

/** Something that happened to one record, before its image is read. */
export interface PendingEvent {
  readonly type: string;
  readonly change: Change;
  readonly id: string;
  /** Place among the events of its change; with the change's number it names the event. */
  readonly index: number;
}

/**
 * Names what a feed entry tells: `party.created`, `party.updated`, `party.deleted`, for facts `order.recorded`,
 * `order.superseded` and `order.reversed`, and the past-tense event of the command that caused it, if it declares one.
 * A batch of facts gives one event per fact; a fact that is superseded tells it with its new content.
 *
 * @param change - one entry of the feed
 */
export function eventsOfChange(change: Change): readonly PendingEvent[] {
  const ids = change.ids ?? [change.id];
  const types = typesOf(change);
  return ids.flatMap((id, place) =>
    types.map((type, index) => ({ type, change, id, index: place * types.length + index })),
  );
}

function typesOf(change: Change): readonly string[] {
  const generic = `${change.entity}.${verbOf(change)}`;
  const declared = change.cause.detail?.['event'];
  return typeof declared === 'string' && declared.startsWith(`${change.entity}.`) && declared !== generic
    ? [generic, declared]
    : [generic];
}

function verbOf({ op, changed, row, cause }: Change): string {
  switch (op) {
    case 'load':
      return 'recorded';
    case 'delete':
    case 'erase':
      return 'deleted';
    case 'put':
      if (changed === undefined) return 'created';
      if (row?.['posting'] === undefined) return 'updated';
      if (cause.command.endsWith('.record')) return 'superseded';
      return cause.command.endsWith('.reverse') ? 'reversed' : 'updated';
    default:
      return op satisfies never;
  }
}
