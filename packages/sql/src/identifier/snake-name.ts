const LONGEST_BASE = 44;

/**
 * Derives the SQL name of an entity or field: `contactPoint` becomes `contact_point`. Different names stay different,
 * and every result leaves room for a suffix inside Postgres' limit of 63 bytes.
 *
 * @param name - a checked model name, `[a-z][A-Za-z0-9]{0,40}`
 * @returns lower-case name of at most 44 characters
 * @example
 * snakeName('contactPoint'); // 'contact_point'
 */
export function snakeName(name: string): string {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return snake.length <= LONGEST_BASE ? snake : `${snake.slice(0, LONGEST_BASE - 10)}__${hashName(name)}`;
}

/**
 * Hashes a text into eight hexadecimal digits (FNV-1a), for names that must be short and stable.
 *
 * @param text - any text
 * @returns eight characters
 * @example
 * hashName('a'); // 'e40c292c'
 */
export function hashName(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
