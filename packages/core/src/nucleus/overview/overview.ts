import { z } from 'zod';
import { defineView } from '../../command/define-view.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import type { Expression } from '../../expression/node.js';
import { date, ref } from '../../model/fields.js';
import { allOf, refersTo } from '../conditions.js';
import type { contactPoint } from '../contact-point.js';
import type { identifier } from '../identifier.js';
import type { party } from '../party.js';
import type { partyRole } from '../party-role.js';
import type { NucleusRecord } from '../record-of.js';
import type { sourceRecord } from '../source-record.js';
import { dayOf } from '../validity.js';
import { awaitFields } from './await-fields.js';
import { factsOf, holdsOn, isOpen } from './conditions.js';
import type { OpenItem } from './read-open-items.js';
import { readOpenItems, readOpenTotals } from './read-open-items.js';
import type { RelationshipView } from './read-relationships.js';
import { readRelationships, tiesOf } from './read-relationships.js';
import type { Timeline } from './read-timeline.js';
import { readTimeline } from './read-timeline.js';
import type { CurrencyTotal } from './read-totals.js';
import { readTotals } from './read-totals.js';
import { readUnlessDenied } from './read-unless-denied.js';

/** How many records a section shows; `counts` tells how many there are. */
const SECTION_LIMIT = 100;

const input = z.strictObject({
  id: ref('party'),
  /** Day on which contact points hold and invoices are overdue. Default: today (UTC). */
  on: date().optional(),
  /** Entries of the timeline page. Default 20. */
  limit: z.int().min(1).max(1000).default(20),
  /** `timeline.nextCursor` of the page before. */
  cursor: z.string().nullable().optional(),
});

/** How many records each section stands for, under the caller's rights. */
export interface OverviewCounts {
  readonly roles: number;
  readonly relationships: number;
  /** Contact points that hold on the day asked for. */
  readonly contactPoints: number;
  readonly identifiers: number;
  readonly sources: number;
  readonly orders: number;
  readonly invoices: number;
  readonly openInvoices: number;
  readonly payments: number;
}

/** All that the caller may know of a party, in one answer. */
export interface PartyOverview {
  readonly party: NucleusRecord<typeof party>;
  readonly roles: readonly NucleusRecord<typeof partyRole>[];
  readonly relationships: readonly RelationshipView[];
  /** Those that hold on the day asked for. */
  readonly contactPoints: readonly NucleusRecord<typeof contactPoint>[];
  readonly identifiers: readonly NucleusRecord<typeof identifier>[];
  readonly sources: readonly NucleusRecord<typeof sourceRecord>[];
  /** Orders, invoices and payments, newest first. */
  readonly timeline: Timeline;
  readonly totals: {
    readonly orders: readonly CurrencyTotal[];
    /** What is still to be paid. */
    readonly openInvoices: readonly CurrencyTotal[];
    readonly payments: readonly CurrencyTotal[];
  };
  readonly openItems: readonly OpenItem[];
  readonly counts: OverviewCounts;
  /** Sections the caller has no right to, such as `openItems` or `timeline.payment`; they are empty. */
  readonly withheld: readonly string[];
}

function countedSections(
  id: string,
  today: string,
): { readonly [K in keyof OverviewCounts]: readonly [entity: string, where: Expression] } {
  const own = refersTo('party', id);
  const facts = factsOf(id);
  return {
    roles: ['partyRole', own],
    relationships: ['partyRelationship', tiesOf(id)],
    contactPoints: ['contactPoint', allOf(own, holdsOn(today))],
    identifiers: ['identifier', own],
    sources: ['sourceRecord', own],
    orders: ['order', facts],
    invoices: ['invoice', facts],
    openInvoices: ['invoice', allOf(facts, isOpen)],
    payments: ['payment', facts],
  };
}

/**
 * The 360° view of a party: profile, roles, ties, contact points that hold, identifiers, sources, timeline, totals by
 * currency, open items, counts. Everything is read under the caller's rights, and each count is that of the query
 * behind its section.
 */
export const overview = defineView({
  name: 'party.overview',
  input,
  read: async (reader, { id, limit, cursor, on }, context): Promise<PartyOverview> => {
    const [record] = await reader.find('party', [id]);
    if (!record) throw new NotFoundError('party', id);
    const today = on ?? dayOf(context.now);
    const own = refersTo('party', id);
    const withheld = new Set<string>();
    const guard = <T>(section: string, read: () => Promise<T>, empty: T): Promise<T> =>
      readUnlessDenied(section, read, empty, withheld);
    const list = <T>(section: string, entity: string, where = own): Promise<readonly T[]> =>
      guard(
        section,
        async () => (await reader.list(entity, { where, limit: SECTION_LIMIT })) as unknown as readonly T[],
        [],
      );
    const sections = await awaitFields({
      roles: list<NucleusRecord<typeof partyRole>>('roles', 'partyRole'),
      relationships: guard('relationships', () => readRelationships(reader, id, SECTION_LIMIT), []),
      contactPoints: list<NucleusRecord<typeof contactPoint>>(
        'contactPoints',
        'contactPoint',
        allOf(own, holdsOn(today)),
      ),
      identifiers: list<NucleusRecord<typeof identifier>>('identifiers', 'identifier'),
      sources: list<NucleusRecord<typeof sourceRecord>>('sources', 'sourceRecord'),
      timeline: readTimeline(reader, id, { limit, cursor, withheld }),
      openItems: guard('openItems', () => readOpenItems(reader, id, { today, limit: SECTION_LIMIT }), []),
    });
    const totals = await awaitFields({
      orders: guard('totals.orders', () => readTotals(reader, 'order', factsOf(id), 'total'), []),
      openInvoices: guard('totals.openInvoices', () => readOpenTotals(reader, id), []),
      payments: guard('totals.payments', () => readTotals(reader, 'payment', factsOf(id), 'amount'), []),
    });
    const counting = Object.entries(countedSections(id, today)).map(
      ([section, [entity, where]]) =>
        [section, guard(`counts.${section}`, () => reader.count(entity, { where }), 0)] as const,
    );
    const counts = await awaitFields(
      Object.fromEntries(counting) as { readonly [K in keyof OverviewCounts]: Promise<number> },
    );
    return {
      party: record as unknown as NucleusRecord<typeof party>,
      ...sections,
      totals,
      counts,
      withheld: [...withheld].sort(),
    };
  },
});
