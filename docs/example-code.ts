import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Where the documented names come from: file → module specifier. A name met twice belongs to the first. */
const entries = {
  'packages/core/src/index.ts': '@crmkit/core',
  'packages/core/src/expressions.ts': '@crmkit/core/expressions',
  'packages/core/src/labels.ts': '@crmkit/core/labels',
  'packages/core/src/testing.ts': '@crmkit/core/testing',
  'packages/core/src/storage.ts': '@crmkit/core/storage',
  'packages/sql/src/index.ts': '@crmkit/sql',
  'packages/postgres/src/index.ts': '@crmkit/postgres',
  'packages/indexeddb/src/index.ts': '@crmkit/indexeddb',
  'packages/conformance/src/index.ts': '@crmkit/conformance',
  'packages/connect/src/index.ts': '@crmkit/connect',
  'packages/match/src/index.ts': '@crmkit/match',
};

/** A public name with the text of its `@example` blocks. */
export interface PublicName {
  readonly name: string;
  readonly from: string;
  readonly kind: 'function' | 'class' | 'value' | 'type';
  readonly examples: readonly string[];
}

/** The text after each `@example`, up to the next tag, without the stars. */
function readExamples(declaration: ts.Declaration): string[] {
  const host = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const comments = ts.getJSDocCommentsAndTags(host).filter(ts.isJSDoc);
  return comments.flatMap((comment) => {
    const inner = comment.getText().slice('/**'.length, -'*/'.length);
    const text = inner.replaceAll(/^[ \t]*\* ?/gm, '');
    return [...text.matchAll(/@example\s+([\s\S]*?)(?=^@\w|(?![\s\S]))/gm)].map((match) => (match[1] ?? '').trim());
  });
}

/** Every name the entries export, in their order. Names marked `@internal` are left out. */
export function listPublicNames(root: URL): readonly PublicName[] {
  const files = Object.keys(entries).map((file) => fileURLToPath(new URL(file, root)));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['crmkit-source'],
    types: [],
  });
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Symbol>();
  return Object.values(entries).flatMap((from, index) => {
    const source = program.getSourceFile(files[index] ?? '');
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${from} exports nothing`);
    return checker.getExportsOfModule(module).flatMap((exported): PublicName[] => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const isInternal = symbol.getJsDocTags(checker).some(({ name }) => name === 'internal');
      if (seen.has(symbol) || isInternal) return [];
      seen.add(symbol);
      const examples = (symbol.declarations ?? []).flatMap(readExamples);
      return [{ name: exported.name, from, kind: kindOf(symbol, checker), examples }];
    });
  });
}

function kindOf(symbol: ts.Symbol, checker: ts.TypeChecker): PublicName['kind'] {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class';
  if (!(symbol.flags & ts.SymbolFlags.Value)) return 'type';
  return checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0 ? 'function' : 'value';
}
