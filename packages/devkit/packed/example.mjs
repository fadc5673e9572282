// What a user does first with the packed tarballs: import every entry.
const entries = [
  '@crmkit/core',
  '@crmkit/core/expressions',
  '@crmkit/core/storage',
  '@crmkit/core/labels',
  '@crmkit/core/testing',
  '@crmkit/sql',
  '@crmkit/postgres',
  '@crmkit/indexeddb',
  '@crmkit/conformance',
  '@crmkit/connect',
  '@crmkit/match',
];

for (const entry of entries) {
  const names = Object.keys(await import(entry));
  console.log(`${entry}: ${names.length} names`);
}
