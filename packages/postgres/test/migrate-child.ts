// Opens a storage in a process of its own: `migrate-child.ts <url> <version 1 or 2> [exit after n statements]`.
import pg from 'pg';
import { pgSession, postgresStorage } from '../src/index.js';
import { hostSchema, laterSchema } from './host-schema.js';

const [url = '', version = '1', limit = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 2 });
let statements = 0;
const storage = postgresStorage({
  session: pgSession(pool),
  print: () => {
    statements += 1;
    // SIGKILL leaves no time to roll anything back, as a crash would.
    if (limit !== '' && statements > Number(limit)) process.kill(process.pid, 'SIGKILL');
  },
});
await storage.open(version === '2' ? laterSchema : hostSchema);
await pool.end();
console.log(String(statements));
