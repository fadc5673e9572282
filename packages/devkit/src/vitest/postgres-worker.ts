import { inject } from 'vitest';
import { SERVER_VARIABLE } from '../postgres/fresh-database.js';

process.env[SERVER_VARIABLE] = inject('postgresUrl');
