/**
 * Reads page after page until there is no further one.
 *
 * @param readPage - reads one page; gets the cursor to go on from, none for the first page
 * @returns the rows of each page
 * @example
 * for await (const rows of pagesOf((from) => storage.query(context, 'party', { limit: 100, now, ...from }))) use(rows);
 */
export async function* pagesOf<T>(
  readPage: (from: {
    readonly cursor?: string;
  }) => Promise<{ readonly rows: readonly T[]; readonly cursor: string | null }>,
): AsyncGenerator<readonly T[], void, undefined> {
  let from: { readonly cursor?: string } | null = {};
  while (from !== null) {
    const { rows, cursor }: Awaited<ReturnType<typeof readPage>> = await readPage(from);
    yield rows;
    from = cursor === null ? null : { cursor };
  }
}
