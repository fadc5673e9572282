import type { Output } from '../show/output.js';
import { writeTable } from '../show/table.js';

/** One figure from both sides: SQL on the tables of the ERP, and a query of the CRM. */
export interface Check {
  readonly what: string;
  readonly inErp: string;
  readonly inCrm: string;
}

/** Writes figures side by side and tells how many differ. */
export function writeChecks(output: Output, checks: readonly Check[]): number {
  writeTable(
    output,
    ['figure', 'SQL on the ERP', 'CRM', ''],
    checks.map(({ what, inErp, inCrm }) => [what, inErp, inCrm, inErp === inCrm ? 'equal' : 'DIFFERENT']),
  );
  return checks.filter(({ inErp, inCrm }) => inErp !== inCrm).length;
}
