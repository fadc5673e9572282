import type { Id } from '@crmkit/core';
import { TERMINATOR } from './encode-key.js';
import { type KeyBytes, KeyWriter } from './key-writer.js';

const writer = new KeyWriter();

/** Key of a record: entity, then id in code-point order. No entity name holds NUL, so entities stay apart. */
export function recordKey(entity: string, id: Id): KeyBytes {
  return writer.writeText(entity).writeByte(TERMINATOR).writeText(id).take();
}

/** Key of a superseded image: the record, then the number that made the state. No id holds NUL. */
export function imageKey(entity: string, id: Id, number: number): KeyBytes {
  return writer
    .writeText(entity)
    .writeByte(TERMINATOR)
    .writeText(id)
    .writeByte(TERMINATOR)
    .writeSafeInteger(number)
    .take();
}

/** What every image of one record begins with. */
export function imagePrefix(entity: string, id: Id): KeyBytes {
  return writer.writeText(entity).writeByte(TERMINATOR).writeText(id).writeByte(TERMINATOR).take();
}
