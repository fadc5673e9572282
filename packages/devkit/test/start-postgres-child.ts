import { startPostgres } from '../src/postgres/server.js';

const { pid } = await startPostgres();
console.log(pid);
setInterval(() => {}, 1000);
