/** A place on the plane. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const ROUNDS = 300;

/**
 * Lays a small graph out on the plane: records start on a circle, every two push each other away and edges pull. The same
 * graph gives the same picture.
 *
 * @param size - how many nodes
 * @param edges - pairs of nodes, pulling by `strength` in (0, 1]
 * @returns points within −1 and 1
 * @see Fruchterman and Reingold, "Graph drawing by force-directed placement", 1991
 */
export function layOutGraph(
  size: number,
  edges: readonly { readonly a: number; readonly b: number; readonly strength: number }[],
): readonly Point[] {
  const x = Float64Array.from({ length: size }, (_, at) => Math.cos((2 * Math.PI * at) / size));
  const y = Float64Array.from({ length: size }, (_, at) => Math.sin((2 * Math.PI * at) / size));
  const ideal = 1.4 / Math.sqrt(size);
  const moveX = new Float64Array(size);
  const moveY = new Float64Array(size);
  const push = (a: number, b: number, force: (distance: number) => number): void => {
    const [dx, dy] = [(x[a] as number) - (x[b] as number), (y[a] as number) - (y[b] as number)];
    const distance = Math.max(1e-3, Math.hypot(dx, dy));
    const scale = force(distance) / distance;
    moveX[a] = (moveX[a] as number) + dx * scale;
    moveY[a] = (moveY[a] as number) + dy * scale;
    moveX[b] = (moveX[b] as number) - dx * scale;
    moveY[b] = (moveY[b] as number) - dy * scale;
  };
  for (let round = 0; round < ROUNDS; round++) {
    moveX.fill(0);
    moveY.fill(0);
    for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) push(a, b, (distance) => ideal ** 2 / distance);
    for (const { a, b, strength } of edges) push(a, b, (distance) => (-strength * distance ** 2) / ideal);
    const most = 0.1 * (1 - round / ROUNDS);
    for (let at = 0; at < size; at++) {
      const length = Math.hypot(moveX[at] as number, moveY[at] as number);
      const scale = length > most ? most / length : 1;
      x[at] = (x[at] as number) + (moveX[at] as number) * scale;
      y[at] = (y[at] as number) + (moveY[at] as number) * scale;
    }
  }
  return fitIntoSquare(x, y);
}

function fitIntoSquare(x: Float64Array, y: Float64Array): readonly Point[] {
  const middle = (values: Float64Array): number => (Math.min(...values) + Math.max(...values)) / 2;
  const [midX, midY] = [middle(x), middle(y)];
  const reach = Math.max(
    1e-9,
    ...x.map((value) => Math.abs(value - midX)),
    ...y.map((value) => Math.abs(value - midY)),
  );
  const round = (value: number): number => Math.round((value / reach) * 1e6) / 1e6 + 0;
  return Array.from(x, (value, at) => ({ x: round(value - midX), y: round((y[at] as number) - midY) }));
}
