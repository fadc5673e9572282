import { type ComponentInput, type Link, leadOf, linkBetween, weightOf } from './component-input.js';

/**
 * Splits a component whose records have few edges each: a heap of the links between clusters, each cluster with a map
 * of its own. `splitDense` gives the same.
 *
 * @returns for every record the position of the first record of its cluster
 */
export function splitSparse(input: ComponentInput): readonly number[] {
  const members: number[][] = Array.from({ length: input.size }, (_, at) => [at]);
  const links: Map<number, Link>[] = members.map(() => new Map());
  for (const { a, b, weight } of input.edges) {
    const link = { sum: weightOf(input, a, b, weight), isApart: input.isApart(a, b) };
    links[a]?.set(b, link);
    links[b]?.set(a, link);
  }
  const queue = new LinkQueue();
  const offer = (a: number, b: number, link: Link): void => {
    if (link.isApart) return;
    const average = link.sum / ((members[a] as number[]).length * (members[b] as number[]).length);
    if (average >= input.threshold) queue.push({ a: Math.min(a, b), b: Math.max(a, b), average, link });
  };
  links.forEach((own, a) => {
    for (const [b, link] of own) if (a < b) offer(a, b, link);
  });
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    // A link that a join has replaced since is not the one that stands there now.
    if (links[next.a]?.get(next.b) === next.link) join(next, members, links, input, offer);
  }
  return leadOf(members, input.size);
}

/** Two clusters that may join. */
interface Joinable {
  readonly a: number;
  readonly b: number;
  readonly average: number;
  readonly link: Link;
}

function isBefore(one: Joinable, other: Joinable): boolean {
  if (one.average !== other.average) return one.average > other.average;
  return one.a !== other.a ? one.a < other.a : one.b < other.b;
}

/** A binary heap of links, the strongest first. */
class LinkQueue {
  readonly #heap: Joinable[] = [];

  push(entry: Joinable): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(entry, heap[above] as Joinable)) break;
      heap[at] = heap[above] as Joinable;
      at = above;
    }
    heap[at] = entry;
  }

  pop(): Joinable | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Joinable, heap[below] as Joinable)) below++;
      if (!isBefore(heap[below] as Joinable, last)) break;
      heap[at] = heap[below] as Joinable;
      at = below;
    }
    heap[at] = last;
    return top;
  }
}

/** Puts cluster b into cluster a and brings its links with all neighbours up to date. */
function join(
  { a, b }: Joinable,
  members: number[][],
  links: readonly Map<number, Link>[],
  input: ComponentInput,
  offer: (a: number, b: number, link: Link) => void,
): void {
  const own = links[a] as Map<number, Link>;
  const other = links[b] as Map<number, Link>;
  own.delete(b);
  other.delete(a);
  const [ownMembers, otherMembers] = [members[a] as number[], members[b] as number[]];
  const joined = [...ownMembers, ...otherMembers];
  members[a] = joined;
  members[b] = [];
  for (const neighbour of new Set([...own.keys(), ...other.keys()])) {
    const left = own.get(neighbour) ?? linkBetween(ownMembers, members[neighbour] as number[], input);
    const right = other.get(neighbour) ?? linkBetween(otherMembers, members[neighbour] as number[], input);
    const link = { sum: left.sum + right.sum, isApart: left.isApart || right.isApart };
    own.set(neighbour, link);
    links[neighbour]?.set(a, link);
    links[neighbour]?.delete(b);
    offer(a, neighbour, link);
  }
  other.clear();
}
