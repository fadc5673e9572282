import type { Resolution } from '../resolution.js';

/** Makes a function of a resolution compute its answer once for each. */
export function oncePerResolution<T>(compute: (resolution: Resolution) => T): (resolution: Resolution) => T {
  const known = new WeakMap<Resolution, { readonly answer: T }>();
  return (resolution) => {
    const found = known.get(resolution);
    if (found !== undefined) return found.answer;
    const answer = compute(resolution);
    known.set(resolution, { answer });
    return answer;
  };
}
