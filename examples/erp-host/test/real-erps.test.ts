import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showRealErps } from '../src/demo/real-erps.js';
import type { HostDatabase } from '../src/host/host-database.js';
import { openHostDatabase } from '../src/host/host-database.js';
import { openCrm } from '../src/host/open-crm.js';
import { collectOutput } from './collect-output.js';

const data = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const isThere = existsSync(join(data, 'northwind/northwind.sql'));
if (!isThere)
  console.warn('The two real ERPs are not at ../shared/data beside this repository: their test is skipped.');

describe.skipIf(!isThere)('Northwind and classicmodels in one tenant', () => {
  let database: HostDatabase;
  beforeAll(async () => {
    database = await openHostDatabase(undefined);
  }, 60_000);
  afterAll(() => database.close());

  it('gives the totals of their own SQL to the cent, and the published figures', { timeout: 120_000 }, async () => {
    const output = collectOutput();
    const opened = await openCrm(database, Date.now);
    expect(await showRealErps(database, opened, data, output)).toBe(0);
    const expected: readonly (readonly [string, string])[] = [
      ['Northwind customers  ', ' 91 '],
      ['Northwind orders  ', ' 830 '],
      ['Northwind net of order lines', ' 1,265,793.04 '],
      ['Northwind first quarter of 1998', ' 298,491.55 in 182 orders '],
      ['net of Margaret Peacock', ' 232,890.85 in 156 orders '],
      ['net of Janet Leverling', ' 202,812.84 in '],
      ['net of Nancy Davolio', ' 192,107.60 in '],
      ['net of Andrew Fuller', ' 166,537.76 in '],
      ['classicmodels customers  ', ' 122 '],
      ['classicmodels order lines', ' 9,604,190.61 '],
      ['classicmodels payments  ', ' 8,853,839.23 '],
      ['booked by Gerard Hernandez', ' 1,258,577.81 '],
      ['paid by his customers', ' 1,112,003.81 '],
    ];
    const last = (what: string): string =>
      output.lines.findLast((line) => line.trimStart().startsWith(what)) ?? `no line ${what}`;
    for (const [what, value] of expected) {
      expect(last(what)).toContain(value);
      expect(last(what)).toContain('equal');
    }
    expect(output.lines).toContain('  0 commits');
  });
});
