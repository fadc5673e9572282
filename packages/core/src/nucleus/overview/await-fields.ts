/** Waits for every field at once. */
export async function awaitFields<T extends { readonly [field: string]: Promise<unknown> }>(
  fields: T,
): Promise<{ readonly [K in keyof T]: Awaited<T[K]> }> {
  const values = await Promise.all(Object.values(fields));
  return Object.fromEntries(Object.keys(fields).map((field, index) => [field, values[index]])) as {
    [K in keyof T]: Awaited<T[K]>;
  };
}
