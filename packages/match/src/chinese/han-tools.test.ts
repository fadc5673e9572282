import { expect, it } from 'vitest';
import { foldHan } from './fold-han.js';
import { hanTools, isHanLoaded, loadHan } from './han-tools.js';

it('throws a clear error before the tables are loaded, and answers afterwards', async () => {
  expect(isHanLoaded()).toBe(false);
  expect(() => hanTools()).toThrow('Await loadHan()');
  expect(() => foldHan('臺')).toThrow('Await loadHan()');
  expect(foldHan('plain Latin')).toBe('plain latin');
  const tools = await loadHan();
  expect(await loadHan()).toBe(tools);
  expect(isHanLoaded()).toBe(true);
  expect(foldHan('臺')).toBe('台');
});
