import type { Key, Row, StoredValue } from '@crmkit/core';
import { foldText } from '@crmkit/core';
import { readPath } from '@crmkit/core/storage';
import { TERMINATOR, writeValue } from './encode-key.js';
import type { IndexDefinition } from './index-definition.js';
import { type KeyBytes, KeyWriter } from './key-writer.js';

const writer = new KeyWriter();
const text = { type: 'text' } as const;

/**
 * Every key a row is found by in the given indexes. Each ends in the row's id, so keys of different rows differ.
 *
 * @param indexes - of the row's entity, see `indexesOf`
 */
export function indexKeys(indexes: readonly IndexDefinition[], row: Row): KeyBytes[] {
  const keys: KeyBytes[] = [];
  for (const index of indexes) {
    if (index.kind === 'element') pushElementKeys(keys, index, row);
    else if (index.kind === 'fold') pushFoldedKey(keys, index, row);
    else {
      writer.writeBytes(index.prefix);
      for (const { path, type } of index.columns) writeValue(writer, type, readPath(row, path));
      keys.push(writer.writeText(row.id).take());
    }
  }
  return keys;
}

/** The keys that a write hangs on its record, as bytes. */
export function hostKeys(prefix: KeyBytes, id: string, keys: readonly Key[]): KeyBytes[] {
  return keys.map(({ name, value }) => {
    writer.writeBytes(prefix).writeText(name).writeByte(TERMINATOR);
    writeValue(writer, text, value);
    return writer.writeText(id).take();
  });
}

function pushFoldedKey(keys: KeyBytes[], index: IndexDefinition, row: Row): void {
  const value = readFirst(index, row);
  writer.writeBytes(index.prefix);
  writeValue(writer, text, typeof value === 'string' ? foldText(value) : undefined);
  keys.push(writer.writeText(row.id).take());
}

function pushElementKeys(keys: KeyBytes[], index: IndexDefinition, row: Row): void {
  const value = readFirst(index, row);
  if (!Array.isArray(value)) return;
  for (const element of new Set(value as readonly string[])) {
    writer.writeBytes(index.prefix);
    writeValue(writer, text, element);
    keys.push(writer.writeText(row.id).take());
  }
}

function readFirst(index: IndexDefinition, row: Row): StoredValue | undefined {
  const path = index.columns[0]?.path;
  return path === undefined ? undefined : readPath(row, path);
}
