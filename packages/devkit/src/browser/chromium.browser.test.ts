import { expect, it } from 'vitest';

it('runs in a real browser with IndexedDB', async () => {
  expect(navigator.userAgent).toContain('Chrome');
  const name = 'crmkit-devkit';
  const version = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 3);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      resolve(opening.result.version);
      opening.result.close();
    };
  });
  indexedDB.deleteDatabase(name);
  expect(version).toBe(3);
});
