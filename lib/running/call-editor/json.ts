import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

/** A definition as JSON text, with its errors and their lines. Pure. */

type Problem = { path: string; message: string }

const lineAt = (json: string, offset: number) => json.slice(0, offset).split('\n').length
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false }
/** Turns 'PropertyNameExpected' into 'property name expected'. */
const inWords = (code: string) =>
  code
    .replace(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase()

/** The value at a path, or its nearest parent if it is missing. */
function nodeAt(tree: Node, path: string[]): Node {
  const found = findNodeAtLocation(
    tree,
    path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  )
  return found ?? (path.length === 0 ? tree : nodeAt(tree, path.slice(0, -1)))
}

export const problemsInJson = {
  parse(json: string): { value?: unknown; problem?: string } {
    try {
      return { value: JSON.parse(json) }
    } catch {
      const errors: ParseError[] = []
      parseTree(json, errors, STRICT)
      const [first] = errors
      if (!first) return { problem: 'This is not JSON' }
      const what = inWords(printParseErrorCode(first.error))
      return { problem: `This is not JSON: line ${lineAt(json, first.offset)}: ${what}` }
    }
  },
  /** Each error with its line, or the line of its parent if it is missing. */
  located(json: string, problems: Problem[]): Record<string, string> {
    const tree = parseTree(json)
    const lineOf = (path: string) => (tree ? lineAt(json, nodeAt(tree, path.split('.')).offset) : 1)
    const told = problems
      .slice(0, 20)
      .map(({ path, message }) => `Line ${lineOf(path)}, ${path || 'the whole definition'}: ${message}`)
    return { json: told.join('\n') }
  },
}
