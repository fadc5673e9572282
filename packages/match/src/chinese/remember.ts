const LONGEST_REMEMBERED = 64;

/**
 * Remembers the answers of a pure function of a text. When so many are kept, all are forgotten: the function is repeated, its
 * answer is the same.
 *
 * @param limit - answers kept at most
 */
export function rememberAnswers<T>(answer: (text: string) => T, limit = 50_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    // A long text is rarely seen twice and would fill the memory.
    if (text.length > LONGEST_REMEMBERED) return answer(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = answer(text);
    if (known.size >= limit) known.clear();
    known.set(text, found);
    return found;
  };
}
