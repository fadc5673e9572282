import { isCrmError } from '../../errors/crm-error.js';

/**
 * Reads one section of a view; where the caller has no right to it, the section is empty and its name is noted in
 * `withheld`.
 */
export async function readUnlessDenied<T>(
  section: string,
  read: () => Promise<T>,
  empty: T,
  withheld: Set<string>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isCrmError(error, 'ACCESS_DENIED')) throw error;
    withheld.add(section);
    return empty;
  }
}
