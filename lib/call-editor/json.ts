/** A definition as JSON text: what is wrong with it, and in which line. Pure. */

/** The line of each value by its path, as `JSON.stringify(…, null, 2)` and people write it: one name a line at most. */
export function linesOf(json: string): Map<string, number> {
  const lines = new Map<string, number>([['', 1]])
  let [at, line] = [0, 1]
  const space = () => {
    for (; at < json.length && /[\s,:]/.test(json[at]!); at += 1) if (json[at] === '\n') line += 1
  }
  const text = (): string => {
    const from = at
    for (at += 1; at < json.length && json[at] !== '"'; at += 1) if (json[at] === '\\') at += 1
    at += 1
    return JSON.parse(json.slice(from, at))
  }
  const value = (path: string): void => {
    space()
    lines.set(path, line)
    const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`)
    const open = json[at]
    if (open === '{' || open === '[') {
      at += 1
      for (let index = 0; ; index += 1) {
        space()
        if (at >= json.length || json[at] === '}' || json[at] === ']') break
        value(below(open === '{' ? text() : index))
      }
      at += 1
    } else if (open === '"') text()
    else while (at < json.length && !/[\s,\]}]/.test(json[at]!)) at += 1
  }
  value('')
  return lines
}

type Problem = { path: string; message: string }

export const problemsInJson = {
  parse(json: string): { value?: unknown; problem?: string } {
    try {
      return { value: JSON.parse(json) }
    } catch (error) {
      const message = error instanceof Error ? error.message : ''
      const position = /position (\d+)/.exec(message)?.[1]
      const where = position ? `line ${json.slice(0, Number(position)).split('\n').length}` : 'its end'
      return { problem: `This is no JSON: look at ${where}` }
    }
  },
  /** Each with its line, or the line of what holds it, where it is not there at all. */
  located(json: string, problems: Problem[]): Record<string, string> {
    const lines = linesOf(json)
    const lineOf = (path: string): number =>
      lines.get(path) ?? lineOf(path.includes('.') ? path.replace(/\.[^.]*$/, '') : '')
    const told = problems
      .slice(0, 20)
      .map(({ path, message }) => `Line ${lineOf(path)}, ${path || 'the whole'}: ${message}`)
    return { json: told.join('\n') }
  },
}
