import type { InputIssue } from '@crmkit/core';
import { isCrmError } from '@crmkit/core';
import type { MappedItem } from '../mapping/map-row.js';
import type { RowProblem } from '../mapping/row-problem.js';
import type { ImportPort, ItemOutcome } from './import-port.js';
import { WRITTEN } from './import-result.js';

/** One item to write. */
export interface PreparedItem {
  /** Number of the row in its system. */
  readonly id: string;
  readonly item: MappedItem;
}

/** What became of an item: an outcome of the command, or what the storage or a rule had against it. */
export type WriteOutcome = ItemOutcome & { readonly problems?: readonly RowProblem[] };

/** Writes items and tells how many commits that took. Shared by a run, because it learns how much fits one commit. */
export interface ItemWriter {
  readonly write: (
    entity: string,
    items: readonly PreparedItem[],
  ) => Promise<{ readonly outcomes: readonly WriteOutcome[]; readonly commits: number }>;
}

/** Failures that name a fault of the input: the items without it can be written. Everything else ends the run. */
const FAULTS_OF_INPUT = new Set([
  'INVALID_INPUT',
  'INVALID_VALUE',
  'MISSING_REFERENCE',
  'DUPLICATE',
  'INVALID_TRANSITION',
  'CONFLICT',
]);
const ATTEMPTS = 4;
const PAUSE_MS = 50;

/**
 * Makes a writer. A batch that is refused because of some of its items is written without them: those that the error
 * names are taken out, otherwise the batch is halved until the culprits stand alone.
 */
export function createItemWriter(port: ImportPort): ItemWriter {
  let most = Number.POSITIVE_INFINITY;

  async function attempt(
    entity: string,
    items: readonly PreparedItem[],
    into: Map<PreparedItem, WriteOutcome>,
  ): Promise<number> {
    if (items.length === 0) return 0;
    if (items.length > most) return splitAt(entity, items, most, into);
    try {
      const outcomes = await writeWithRetry(port, entity, items);
      for (const [index, item] of items.entries()) into.set(item, describe(outcomes[index]));
      return outcomes.some(({ status }) => WRITTEN.has(status)) ? 1 : 0;
    } catch (error) {
      if (!isCrmError(error) || !FAULTS_OF_INPUT.has(error.code)) throw error;
      const issues = readIssues(error);
      if (items.length === 1) {
        into.set(items[0] as PreparedItem, { status: 'failed', id: null, problems: toProblems(error.code, issues) });
        return 0;
      }
      const named = groupByItem(issues, items.length);
      if (named === null) {
        // The storage takes fewer at a time: no item is at fault.
        if (issues.length > 0 && issues.every(({ path }) => path === '')) most = Math.ceil(items.length / 2);
        return splitAt(entity, items, Math.ceil(items.length / 2), into);
      }
      for (const [index, own] of named)
        into.set(items[index] as PreparedItem, { status: 'failed', id: null, problems: toProblems(error.code, own) });
      return attempt(
        entity,
        items.filter((_, index) => !named.has(index)),
        into,
      );
    }
  }

  async function splitAt(
    entity: string,
    items: readonly PreparedItem[],
    size: number,
    into: Map<PreparedItem, WriteOutcome>,
  ): Promise<number> {
    let commits = 0;
    for (let start = 0; start < items.length; start += size)
      commits += await attempt(entity, items.slice(start, start + size), into);
    return commits;
  }

  return {
    write: async (entity, items) => {
      const outcomes = new Map<PreparedItem, WriteOutcome>();
      let commits = 0;
      for (const wave of splitWaves(items)) commits += await attempt(entity, wave, outcomes);
      return { outcomes: items.map((item) => outcomes.get(item) as WriteOutcome), commits };
    },
  };
}

/** Rows of one number are written one after the other, so that the last one stands. */
function splitWaves(items: readonly PreparedItem[]): readonly (readonly PreparedItem[])[] {
  const waves: PreparedItem[][] = [];
  const seen = new Map<string, number>();
  for (const item of items) {
    const wave = seen.get(item.id) ?? 0;
    seen.set(item.id, wave + 1);
    const inWave = waves[wave] ?? [];
    waves[wave] = inWave;
    inWave.push(item);
  }
  return waves;
}

async function writeWithRetry(
  port: ImportPort,
  entity: string,
  items: readonly PreparedItem[],
): Promise<readonly ItemOutcome[]> {
  for (let round = 1; ; round += 1) {
    try {
      return await port.write(
        entity,
        items.map(({ item }) => item),
      );
    } catch (error) {
      if (!isCrmError(error, 'RETRYABLE') || round >= ATTEMPTS) throw error;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS * 2 ** round));
    }
  }
}

function describe(outcome: ItemOutcome | undefined): WriteOutcome {
  if (outcome === undefined) return { status: 'failed', id: null, problems: [{ reason: 'refused', path: '' }] };
  if (outcome.status !== 'failed') return outcome;
  return {
    ...outcome,
    problems: [{ reason: 'refused', path: '', ...(outcome.code === undefined ? {} : { code: outcome.code }) }],
  };
}

function readIssues(error: unknown): readonly InputIssue[] {
  const issues = (error as { readonly issues?: unknown }).issues;
  return Array.isArray(issues) ? (issues as readonly InputIssue[]) : [];
}

const ITEM_PATH = /^\[?(\d+)\]?(?:\.(.*))?$/;

/** Issues by the item their path begins with, or null when one of them names no item. */
function groupByItem(issues: readonly InputIssue[], length: number): ReadonlyMap<number, readonly InputIssue[]> | null {
  if (issues.length === 0) return null;
  const named = new Map<number, InputIssue[]>();
  for (const { path, problem } of issues) {
    const match = ITEM_PATH.exec(path);
    const index = Number(match?.[1] ?? -1);
    if (match === null || index >= length) return null;
    const own = named.get(index) ?? [];
    named.set(index, own);
    own.push({ path: match[2] ?? '', problem });
  }
  return named;
}

function toProblems(code: string, issues: readonly InputIssue[]): readonly RowProblem[] {
  if (issues.length === 0) return [{ reason: 'refused', path: '', code }];
  return issues.map(({ path, problem }) => ({ reason: 'invalid', path: path.replace(/^data\./, ''), detail: problem }));
}
