import { ReflectionKind } from 'typedoc';

const MODULES = ReflectionKind.Module | ReflectionKind.Project;

/**
 * Links across packages by bare name. typedoc resolves a name inside its own package, or where TypeScript parsed the
 * link; it does not parse those behind `@throws`, and most errors that sql, postgres and indexeddb throw are of core.
 *
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.addUnknownSymbolResolver(({ moduleSource, symbolReference }, { project }) => {
    const [first, ...more] = symbolReference?.path ?? [];
    if (moduleSource !== undefined || first === undefined || more.length > 0) return undefined;
    // Modules of packages stand below the project; what an entry only re-exports is a reference, not a declaration.
    const named = Object.values(project.reflections).filter(
      (reflection) => reflection.name === first.path && !reflection.isReference() && reflection.parent?.kindOf(MODULES),
    );
    return named.length === 1 ? { target: named[0], caption: first.path } : undefined;
  });
}
