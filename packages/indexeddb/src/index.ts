export type { BlockedUpgrade } from './database/open-database.js';
export type { IndexedDbStorageOptions } from './indexeddb-storage.js';
export { indexedDbStorage } from './indexeddb-storage.js';
