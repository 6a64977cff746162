import ts from 'typescript'

/** One change of a file that a test should notice. */
export interface Mutant {
  readonly start: number
  readonly end: number
  readonly replacement: string
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
}

const methods: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
}

/** These give what they are called on, or something close to it: the call is left out. */
const dropped = new Set(['filter', 'slice', 'trim', 'toSorted', 'toReversed', 'reverse', 'sort', 'flat'])

/** Pieces of a regular expression, and what stands there instead. */
const regexPieces: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(?<=^\/)\^/g, ''],
  [/\$(?=\/[a-z]*$)/g, ''],
  [/\\d/g, '\\D'],
  [/\\D/g, '\\d'],
  [/\\w/g, '\\W'],
  [/\\s/g, '\\S'],
  [/\\S/g, '\\s'],
  [/(?<!\\)\[\^/g, '['],
  [/(?<!\\)\[(?!\^)/g, '[^'],
  [/(?<=[\])\w])[+*?]/g, ''],
  [/\{\d+(,\d*)?\}/g, ''],
  [/\(\?=/g, '(?!'],
  [/\(\?!/g, '(?='],
]

/** Every mutant of a source file, in the order of the file. Types and imports have none: no test can notice them. */
export function mutantsOf(text: string): readonly Mutant[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true)
  const found: Mutant[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return
    found.push(...replacementsOf(node, source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.toSorted((one, other) => one.start - other.start)
}

function replacementsOf(node: ts.Node, source: ts.SourceFile): readonly Mutant[] {
  const by = (replacement: string, place: ts.Node = node): Mutant => ({
    start: place.getStart(source),
    end: place.getEnd(),
    replacement,
  })
  if (ts.isBinaryExpression(node)) {
    const { operatorToken } = node
    return (operators[operatorToken.getText(source)] ?? []).map((other) => by(other, operatorToken))
  }
  if (ts.isIfStatement(node)) return [by('true', node.expression), by('false', node.expression)]
  if (ts.isConditionalExpression(node)) return [by('true', node.condition), by('false', node.condition)]
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [by(node.operand.getText(source))]
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [by('false')]
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [by('true')]
  if (ts.isNumericLiteral(node)) return [by(String(Number(node.text.replaceAll('_', '')) + 1))]
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return ofText(node, by)
  if (ts.isTemplateExpression(node)) return [by('``')]
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [by('[]')]
  if (ts.isRegularExpressionLiteral(node)) return ofRegex(node.getStart(source), node.text)
  if (ts.isBlock(node) && node.statements.length > 0) return [by('{}')]
  if (ts.isCallExpression(node)) return ofCall(node, source, by)
  if (ts.isPropertyAccessExpression(node) && methods[node.name.text]) {
    return [by(methods[node.name.text] ?? '', node.name)]
  }
  return []
}

type By = (replacement: string, place?: ts.Node) => Mutant

/** A name of a member is no text of a value. */
function ofText(node: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral, by: By): readonly Mutant[] {
  if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return []
  return [by(node.text === '' ? "'mutant'" : "''")]
}

function ofRegex(start: number, text: string): readonly Mutant[] {
  return regexPieces.flatMap(([pattern, replacement]) =>
    [...text.matchAll(pattern)].map(({ 0: piece, index }) => ({
      start: start + index,
      end: start + index + piece.length,
      replacement,
    })),
  )
}

function ofCall({ expression }: ts.CallExpression, source: ts.SourceFile, by: By): readonly Mutant[] {
  if (!ts.isPropertyAccessExpression(expression) || !dropped.has(expression.name.text)) return []
  return [by(expression.expression.getText(source))]
}
