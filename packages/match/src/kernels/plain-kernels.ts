/** The kernels in their plainest form, on strings: what the fast ones are compared with in tests and measurements. */

export function plainJaroWinkler(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const usedInA = new Array<boolean>(a.length).fill(false);
  const usedInB = new Array<boolean>(b.length).fill(false);
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - window); j <= Math.min(b.length - 1, i + window); j++) {
      if (usedInB[j] || a[i] !== b[j]) continue;
      usedInA[i] = true;
      usedInB[j] = true;
      break;
    }
  }
  const inA = a.split('').filter((_, index) => usedInA[index]);
  const inB = b.split('').filter((_, index) => usedInB[index]);
  const matches = inA.length;
  if (matches === 0) return 0;
  const outOfOrder = inA.filter((unit, index) => unit !== inB[index]).length;
  const jaro = (matches / a.length + matches / b.length + (matches - outOfOrder / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < Math.min(4, a.length, b.length) && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

export function plainLevenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

export function plainOsa(a: string, b: string): number {
  const table: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    table.push(row);
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      row.push(best);
    }
  }
  return at(a.length, b.length);
}

export function plainSubsequence(a: string, b: string, weight: (code: number) => number): number {
  const table: number[][] = [new Array<number>(b.length + 1).fill(0)];
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [0];
    table.push(row);
    for (let j = 1; j <= b.length; j++) {
      const both = a[i - 1] === b[j - 1] ? at(i - 1, j - 1) + weight(a.charCodeAt(i - 1)) : 0;
      row.push(Math.max(both, at(i - 1, j), at(i, j - 1)));
    }
  }
  return at(a.length, b.length);
}
