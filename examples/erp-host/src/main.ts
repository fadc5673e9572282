import { parseArgs } from 'node:util';
import { runDemo } from './demo/run-demo.js';
import { terminalOutput } from './show/output.js';

const { values } = parseArgs({
  options: {
    /** Folder with `northwind/` and `classicmodels/`. */
    data: { type: 'string' },
    /** Customers of the sample company. */
    customers: { type: 'string', default: '2500' },
  },
});

const customers = Number(values.customers);
if (!Number.isInteger(customers) || customers < 50 || customers > 200_000) {
  console.error('--customers takes a whole number from 50 to 200,000.');
  process.exit(2);
}

const wrong = await runDemo({
  output: terminalOutput(),
  url: process.env.DATABASE_URL,
  data: values.data,
  customers,
});
process.exitCode = wrong === 0 ? 0 : 1;
