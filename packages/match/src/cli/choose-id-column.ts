import type { Column } from '../table/dictionary.js';
import type { Table } from '../table/table.js';

/** Names that columns of record ids go by; the better ones first. */
const NAMES: readonly RegExp[] = [
  /^(?:id|uuid|guid)$/i,
  /^(?:record|rec|row|unique|customer|client|contact|account|party|person|company|user|member)[ _-]?(?:id|no|nr|number|key)$/i,
  /^.*[ _-]id$/i,
  /^(?:編號|客戶編號|客户编号|代號|代号)$/,
];

/** Whether every record has a text of its own in a column. */
function isUnique({ ids, dictionary }: Column): boolean {
  const seen = new Uint8Array(dictionary.size);
  for (const id of ids) {
    if (id === 0 || seen[id] === 1) return false;
    seen[id] = 1;
  }
  return ids.length > 0;
}

/** The column that looks like the ids of the records: by its name, with a text of its own for each. */
export function chooseIdColumn({ columns }: Table): Column | undefined {
  for (const name of NAMES) {
    const found = columns.find((column) => name.test(column.name) && isUnique(column));
    if (found !== undefined) return found;
  }
  return undefined;
}
