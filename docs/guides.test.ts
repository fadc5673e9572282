import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { format } from 'node:util';
import { afterAll, describe, expect, it, vi } from 'vitest';

/**
 * Runs the TypeScript of every guide: the ```ts blocks of a page, joined in order, are one program. What it prints is
 * compared with the page: `console.log(x); // → text` expects the line `text`. A block marked ```ts no-run is only shown.
 */
const docs = new URL('./', import.meta.url);
const root = new URL('../', docs);
const programs = new URL('.programs/', docs);

async function listPages(): Promise<{ name: string; url: URL }[]> {
  const guides = (await readdir(docs)).filter((file) => file.endsWith('.md'));
  const readmes = (await readdir(root)).filter((file) => /^README.*\.md$/.test(file));
  const packages = await readdir(new URL('packages/', root));
  const own = await Promise.all(
    packages.map(async (name) =>
      (await readdir(new URL(`packages/${name}/`, root))).includes('README.md') ? [name] : [],
    ),
  );
  return [
    ...readmes.map((name) => ({ name, url: new URL(name, root) })),
    ...guides.map((name) => ({ name: `docs/${name}`, url: new URL(name, docs) })),
    ...own
      .flat()
      .map((name) => ({ name: `packages/${name}/README.md`, url: new URL(`packages/${name}/README.md`, root) })),
  ];
}

/** The program of a page: its blocks in order. Imports may stand in any of them. */
function joinBlocks(markdown: string): string {
  const blocks = [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  return blocks.join('\n');
}

function expectedOutput(program: string): string[] {
  return [...program.matchAll(/\/\/ → (.*)$/gm)].map((match) => (match[1] ?? '').trim());
}

afterAll(() => rm(programs, { recursive: true, force: true }));

describe('the code of the guides', async () => {
  for (const page of await listPages()) {
    const program = joinBlocks(await readFile(page.url, 'utf8'));
    if (program.trim() === '') continue;
    it(`${page.name} runs and prints what it says`, { timeout: 60_000 }, async () => {
      const file = new URL(`${page.name.replaceAll(/[^\w]/g, '-')}.ts`, programs);
      await mkdir(programs, { recursive: true });
      await writeFile(file, `${program}\nexport {};\n`);
      const printed: string[] = [];
      const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
        printed.push(...format(...values).split('\n'));
      });
      try {
        await import(file.href);
      } finally {
        log.mockRestore();
      }
      const wanted = expectedOutput(program);
      expect(printed.map((line) => line.trim())).toEqual(
        wanted.length > 0 ? wanted : printed.map((line) => line.trim()),
      );
      expect(wanted.length, 'a page that prints says what it prints').toBeGreaterThanOrEqual(
        Math.min(1, printed.length),
      );
    });
  }
});
