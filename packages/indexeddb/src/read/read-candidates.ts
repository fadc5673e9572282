import type { Row } from '@crmkit/core';
import type { Access } from './access.js';
import { type RecordSource, readAscending } from './record-source.js';

const FIRST_CHUNK = 500;

/** Every row of an access once, in no promised order, a chunk at a time. */
export async function* readCandidates(
  source: RecordSource,
  entity: string,
  access: Access,
): AsyncGenerator<readonly Row[]> {
  for (const span of access.spans) yield* readAscending(source, entity, access.index, span, FIRST_CHUNK);
}
