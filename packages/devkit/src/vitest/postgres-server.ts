import type { TestProject } from 'vitest/node';
import { SERVER_VARIABLE } from '../postgres/fresh-database.js';
import { startPostgres } from '../postgres/server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Global set-up of the `postgres` project: one real server for the run, `freshDatabase()` for each test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env[SERVER_VARIABLE];
  const server = given === undefined ? await startPostgres() : undefined;
  project.provide('postgresUrl', server?.url ?? given ?? '');
  return async () => server?.stop();
}
