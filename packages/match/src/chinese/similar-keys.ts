/** Key without the difference of -n and -ng, which writers and romanisers confuse most (Ming Chuan for Min Chuan). */
export function softenKey(key: string): string {
  return key.replaceAll('ng', 'n');
}

/**
 * How alike two romanisation keys are, from 0 to 1: 1 when equal, 0.95 when they differ in -n and -ng only, else one less the
 * share of letters to edit.
 */
export function similarKeys(a: string, b: string): number {
  if (a === b) return 1;
  const [one, other] = [softenKey(a), softenKey(b)];
  if (one === other) return 0.95;
  const longest = Math.max(one.length, other.length);
  if (longest < 4) return 0;
  return Math.min(0.93, 1 - countEdits(one, other) / longest);
}

// One row of the table of distances, used by one call at a time; keys of addresses are far shorter than this.
const ROW_LENGTH = 256;
const row = new Uint16Array(ROW_LENGTH + 1);

/** Levenshtein distance of two keys; what goes beyond {@link ROW_LENGTH} letters is counted by length only. */
function countEdits(a: string, b: string): number {
  const [one, other] = [a.slice(0, ROW_LENGTH), b.slice(0, ROW_LENGTH)];
  for (let j = 0; j <= other.length; j++) row[j] = j;
  for (let i = 1; i <= one.length; i++) {
    const letter = one.charCodeAt(i - 1);
    let diagonal = i - 1;
    let left = i;
    row[0] = i;
    for (let j = 1; j <= other.length; j++) {
      const above = row[j] as number;
      const replaced = diagonal + (letter === other.charCodeAt(j - 1) ? 0 : 1);
      left = Math.min(replaced, above + 1, left + 1);
      diagonal = above;
      row[j] = left;
    }
  }
  return (row[other.length] as number) + Math.abs(a.length - one.length - (b.length - other.length));
}
