export type { CertifyOptions } from './certify-storage.js';
export { certifyStorage, DEFAULT_SEED } from './certify-storage.js';
export type { DriverInstance, HostSession, StorageDriver } from './driver.js';
export type { Feature } from './feature.js';
export type { CaseOutcome } from './run-cases.js';
export { runCases } from './run-cases.js';
export type { Expect, Runner } from './runner.js';
