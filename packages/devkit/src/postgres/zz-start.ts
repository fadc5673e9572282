import { startPostgres } from './zz-server.js';
import { writeFileSync } from 'node:fs';
const s = await startPostgres();
writeFileSync('/tmp/pgurl', s.url);
setInterval(() => {}, 1000);
process.on('SIGTERM', () => s.stop().then(() => process.exit(0)));
