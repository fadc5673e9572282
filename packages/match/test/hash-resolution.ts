import { WordHash } from '../src/checkpoint/word-hash.js';
import { Resolution } from '../src/resolution.js';

/** One text for all that a run decided: clusters, the weight of every pair, and the model to the last digit. */
export function hashResolution(resolution: Resolution): string {
  const { resolved } = Resolution.partsOf(resolution);
  const { pairs, weights, clusters } = resolved;
  const hash = new WordHash();
  for (const { record, cluster } of resolution.assignments()) hash.addText(`${record} ${cluster}`);
  hash.addAll(clusters);
  hash.addAll(pairs.left.subarray(0, pairs.length));
  hash.addAll(pairs.right.subarray(0, pairs.length));
  hash.addAll(new Uint32Array(weights.buffer, weights.byteOffset, weights.length));
  hash.addText(JSON.stringify(resolution.model));
  return hash.digest();
}
