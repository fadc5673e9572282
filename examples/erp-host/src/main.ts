import { parseArgs } from 'node:util';
import { runDemo } from './demo/run-demo.js';
import { terminalOutput } from './show/output.js';

const { values } = parseArgs({
  options: {
    /** Folder with `northwind/` and `classicmodels/`. */
    data: { type: 'string' },
    /** Customers of the sample company. */
    customers: { type: 'string', default: '4000' },
  },
});

const wrong = await runDemo({
  output: terminalOutput(),
  url: process.env.DATABASE_URL,
  data: values.data,
  customers: Number(values.customers),
});
process.exitCode = wrong === 0 ? 0 : 1;
