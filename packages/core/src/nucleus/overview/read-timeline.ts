import type { AnyRecord, CommandReader } from '../../command/define-command.js';
import { InvalidCursorError } from '../../errors/invalid-cursor-error.js';
import type { Expression, ValueNode } from '../../expression/node.js';
import { compareText } from '../../values/text.js';
import { allOf } from '../conditions.js';
import { factsOf } from './conditions.js';
import { readUnlessDenied } from './read-unless-denied.js';

/** The facts a timeline is made of, with the field that says when each happened. */
const timelineFacts = { invoice: 'issuedAt', order: 'orderedAt', payment: 'paidAt' } as const;
/** Most records one read gives. */
const LIST_LIMIT = 10_000;

/** Entity of a timeline entry. */
export type TimelineEntity = keyof typeof timelineFacts;

/** One thing that happened with a party. */
export interface TimelineItem {
  readonly entity: TimelineEntity;
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly record: AnyRecord;
}

/** One page of what happened, newest first; `nextCursor` is null when nothing is older. */
export interface Timeline {
  readonly items: readonly TimelineItem[];
  readonly nextCursor: string | null;
}

interface Position {
  readonly at: string;
  readonly entity: string;
  readonly id: string;
}

function encode(party: string, { at, entity, id }: Position): string {
  return encodeURIComponent(JSON.stringify([party, at, entity, id]));
}

function decode(party: string, cursor: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(decodeURIComponent(cursor));
  } catch {
    throw new InvalidCursorError('it is malformed');
  }
  if (!Array.isArray(parts) || parts.length !== 4 || !parts.every((part) => typeof part === 'string')) {
    throw new InvalidCursorError('it is malformed');
  }
  const [owner, at, entity, id] = parts as [string, string, string, string];
  if (owner !== party) throw new InvalidCursorError('it belongs to the timeline of another party');
  if (Number.isNaN(Date.parse(at)) || !Object.hasOwn(timelineFacts, entity))
    throw new InvalidCursorError('it is malformed');
  return { at, entity, id };
}

// Entries come by time, newest first; at the same instant by entity, then id. Ids have no order in expressions, so what
// was shown of the position's own instant is dropped after reading.
function notNewerThan(entity: TimelineEntity, position: Position): Expression {
  const time: ValueNode = { op: 'field', path: [timelineFacts[entity]] };
  const at: ValueNode = { op: 'lit', type: 'instant', value: position.at };
  return { op: entity < position.entity ? 'lt' : 'lte', left: time, right: at };
}

async function readEntity(
  reader: Pick<CommandReader, 'list'>,
  party: string,
  entity: TimelineEntity,
  position: Position | null,
  wanted: number,
): Promise<readonly TimelineItem[]> {
  const time = timelineFacts[entity];
  const where = position ? allOf(factsOf(party), notNewerThan(entity, position)) : factsOf(party);
  const wasShown = ({ at, id }: TimelineItem): boolean =>
    position !== null && entity === position.entity && at === position.at && compareText(id, position.id) <= 0;
  for (let limit = wanted; ; limit = Math.min(limit * 4, LIST_LIMIT)) {
    const records = await reader.list(entity, { where, sort: [{ path: [time], direction: 'desc' }], limit });
    const items = records.map((record): TimelineItem => ({ entity, id: record.id, at: String(record[time]), record }));
    const unseen = items.filter((item) => !wasShown(item));
    if (unseen.length >= wanted || records.length < limit || limit === LIST_LIMIT) return unseen;
  }
}

/**
 * Merges the facts of a party into one page, newest first. Facts the caller may not read are left out, as
 * `timeline.<entity>` in `withheld`.
 *
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a cursor that is not one of this party's timeline
 */
export async function readTimeline(
  reader: Pick<CommandReader, 'list'>,
  party: string,
  options: { readonly limit: number; readonly cursor?: string | null | undefined; readonly withheld: Set<string> },
): Promise<Timeline> {
  const { limit, cursor, withheld } = options;
  const position = typeof cursor === 'string' ? decode(party, cursor) : null;
  const pages = await Promise.all(
    (['invoice', 'order', 'payment'] as const).map((entity) =>
      readUnlessDenied(
        `timeline.${entity}`,
        () => readEntity(reader, party, entity, position, limit + 1),
        [],
        withheld,
      ),
    ),
  );
  const merged = pages
    .flat()
    .sort((a, b) => compareText(b.at, a.at) || compareText(a.entity, b.entity) || compareText(a.id, b.id));
  const items = merged.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: merged.length > limit && last ? encode(party, last) : null };
}
