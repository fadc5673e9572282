import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './repository.js';

export type WorkspacePackage = { readonly name: string; readonly folder: string; readonly isPublic: boolean };

/** The packages under `packages/` or `examples/`, by folder name. */
export function listPackages(parent: 'packages' | 'examples'): WorkspacePackage[] {
  return readdirSync(join(repositoryRoot, parent))
    .map((name) => join(repositoryRoot, parent, name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name: string;
        private?: true;
      };
      return { name: manifest.name, folder, isPublic: manifest.private !== true };
    });
}

/** The packages that are published. */
export function listPublicPackages(): WorkspacePackage[] {
  return listPackages('packages').filter(({ isPublic }) => isPublic);
}
