import ts from 'typescript';
import type { PublicName } from './example-code.js';

const parse = (text: string): ts.SourceFile => ts.createSourceFile('example.ts', text, ts.ScriptTarget.ES2023, true);

/**
 * Makes a module of an example. What it uses of crmkit is imported, of the prelude prepared; `results` holds a pair
 * for each statement with a result comment: `f(1); // 2` gives `[f(1), 2]`. The comment may stand on the next line.
 */
export function buildProgram(
  code: string,
  from: string,
  names: readonly PublicName[],
  prelude: ReadonlySet<string>,
): string {
  const { statements } = parse(code);
  const declared = new Set(statements.flatMap(declaredNames));
  const free = [...new Set(statements.flatMap(usedNames))].filter((name) => !declared.has(name));
  const imports = free.flatMap((name) => {
    const known = names.filter((candidate) => candidate.name === name);
    const found = known.find((candidate) => candidate.from === from) ?? known[0];
    if (!found || (prelude.has(name) && found.from !== from)) return [];
    return [{ name, line: `import { ${found.kind === 'type' ? 'type ' : ''}${name} } from '${found.from}';` }];
  });
  const prepared = free.filter((name) => prelude.has(name) && !imports.some((item) => item.name === name));
  return [
    ...imports.map(({ line }) => line),
    "import { prepareExample } from '../example-prelude.js';",
    `const { ${prepared.join(', ')} } = await prepareExample();`,
    'export const results: (readonly [actual: unknown, expected: unknown])[] = [];',
    ...statements.map((statement) => withResult(statement, code)),
    '',
  ].join('\n');
}

/** Identifiers that are not the name of a property or of a declaration. */
function usedNames(node: ts.Node): string[] {
  if (!ts.isIdentifier(node)) {
    const names: string[] = [];
    node.forEachChild((child) => void names.push(...usedNames(child)));
    return names;
  }
  const isName = (node.parent as { readonly name?: ts.Node }).name === node;
  return isName && !ts.isShorthandPropertyAssignment(node.parent) ? [] : [node.text];
}

function declaredNames(statement: ts.Statement): string[] {
  const inName = (name: ts.BindingName): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((element) => (ts.isBindingElement(element) ? inName(element.name) : []));
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => inName(name));
  }
  return ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [];
}

function withResult(statement: ts.Statement, code: string): string {
  const comment = /^[ \t]*\n?[ \t]*\/\/ (.*)/.exec(code.slice(statement.end))?.[1];
  const literal = comment === undefined ? null : readLiteral(comment.trim());
  if (literal === null || !ts.isExpressionStatement(statement)) return statement.getText();
  return `results.push([${statement.expression.getText()}, ${literal}]);`;
}

/** The longest beginning of a comment that is a literal, such as `0` of `0: 1.5 and 1.50`; null when it is prose. */
function readLiteral(comment: string): string | null {
  const breaks = [...comment.matchAll(/[:,;] | \(/g)].map(({ index }) => index);
  const ends = [comment.length, ...breaks.toReversed()];
  return ends.map((end) => comment.slice(0, end)).find(isLiteral) ?? null;
}

function isLiteral(text: string): boolean {
  const source = parse(`(${text});`);
  const { parseDiagnostics } = source as unknown as { readonly parseDiagnostics: readonly unknown[] };
  const [statement] = source.statements;
  if (parseDiagnostics.length > 0 || !statement || !ts.isExpressionStatement(statement)) return false;
  return isLiteralNode(statement.expression);
}

function isLiteralNode(node: ts.Node): boolean {
  if (ts.isParenthesizedExpression(node)) return isLiteralNode(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return isLiteralNode(node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteralNode);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && isLiteralNode(property.initializer),
    );
  }
  return ts.isLiteralExpression(node) || /^(null|undefined|true|false)$/.test(node.getText());
}
