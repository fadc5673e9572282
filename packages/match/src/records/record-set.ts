import type { Kind } from '../kinds/kind.js';
import type { Party } from '../kinds/party.js';
import type { Column } from '../table/dictionary.js';

/** One thing that is known of the records: what it means and the text of every record. */
export interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly column: Column;
  /** As in `FieldSpec`. */
  readonly party?: Party | undefined;
  /** As in `FieldSpec`. */
  readonly either?: Party | undefined;
}

/** Source by record, as numbers from 0; wide ones where there are more than 256. */
export type SourceNumbers = Uint8Array | Uint32Array;

/** Records as the engine sees them: normalised columns side by side. */
export interface RecordSet {
  readonly length: number;
  readonly fields: readonly Field[];
  /** Source number of every record when sources are linked; records of one source are then no candidates of each other. */
  readonly sources?: SourceNumbers | undefined;
}
