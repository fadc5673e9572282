import type { SeededRandom } from '@crmkit/core/testing';
import { makeChineseName, writeChineseName } from './chinese-names.js';
import { makeFamilyName, makeGivenName, withoutAccents } from './latin-names.js';
import type { EmployeeRow } from './sample-rows.js';

/** Makes the sales team: one head, a manager per region, three people under each. */
export function makeEmployees(random: SeededRandom): readonly EmployeeRow[] {
  const employees: EmployeeRow[] = [];
  const hire = (region: string, managerNo: string | null): string => {
    const employeeNo = `E${String(employees.length + 1).padStart(2, '0')}`;
    const isLatin = region === 'West';
    const given = makeGivenName(random).full;
    const family = makeFamilyName(random);
    const name = isLatin ? `${given} ${family}` : writeChineseName(makeChineseName(random), 'traditional').name;
    const user = isLatin ? withoutAccents(`${given}.${family}`).toLowerCase() : employeeNo.toLowerCase();
    employees.push({ employee_no: employeeNo, name, email: `${user}@company.example`, region, manager_no: managerNo });
    return employeeNo;
  };
  const head = hire('all', null);
  for (const region of ['北區', '南區', 'Asia', 'West']) {
    const manager = hire(region, head);
    for (let index = 0; index < 3; index++) hire(region, manager);
  }
  return employees;
}
