import { formatNumber } from '@/lib/shared/format/format'
import { aliases, type Keyword } from './keywords'

/**
 * The search language: words, "words in a row", `keyword:value,value`, `-` or `not` before exclusions, `or` between
 * alternatives, and parentheses. Any text is valid; strange parts become problems. Pure.
 */
export type Query =
  | { kind: 'words'; text: string }
  | { kind: 'term'; keyword: Keyword; values: string[] }
  | { kind: 'not'; of: Query }
  | { kind: 'and' | 'or'; of: Query[] }

/** A strange part of a search, in words, and its place in the text. */
export type SearchProblem = { message: string; from: number; to: number }

/** `query` is null for an empty search. */
export type Search = { query: Query | null; problems: SearchProblem[] }

/** Longer texts are cut, and deeper parentheses ignored. */
export const LONGEST_SEARCH = 1000
const DEEPEST = 20

type Token =
  | { kind: 'open' | 'close' | 'minus' | 'or' | 'not'; from: number; to: number }
  | { kind: 'words'; text: string; from: number; to: number }
  | { kind: 'term'; keyword: Keyword; values: string[]; from: number; to: number }

/** Reads any text as a search; never throws. */
export function parseSearch(typed: string): Search {
  const problems: SearchProblem[] = []
  let text = typed
  if (text.length > LONGEST_SEARCH) {
    text = text.slice(0, LONGEST_SEARCH)
    const message = `Only the first ${formatNumber(LONGEST_SEARCH)} characters of the search count.`
    problems.push({ message, from: LONGEST_SEARCH, to: typed.length })
  }
  const query = new Parser(tokensOf(text, problems), problems).all()
  return { query, problems }
}

const QUOTES = '"“”'
/** A word, up to a space, a quotation or a parenthesis. */
const WORD = /[^\s"“”()]+/y
const KEYWORD = /([\p{L}]+)[:：]/uy
const VALUE = /[^\s"“”(),]+/y

function tokensOf(text: string, problems: SearchProblem[]): Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  /** The quotation that starts here; an unclosed one goes to the end. */
  const quoted = () => {
    const from = at + 1
    let end = from
    while (end < text.length && !QUOTES.includes(text[end]!)) end++
    if (end === text.length) problems.push({ message: 'A quotation mark is missing at the end.', from: at, to: end })
    at = Math.min(text.length, end + 1)
    return text.slice(from, end)
  }
  const values = () => {
    const found: string[] = []
    for (;;) {
      if (at < text.length && QUOTES.includes(text[at]!)) found.push(quoted())
      else {
        const value = match(VALUE)
        if (value) {
          found.push(value[0])
          at += value[0].length
        }
      }
      if (text[at] !== ',') return found.filter((value) => value.trim() !== '')
      at++
    }
  }
  while (at < text.length) {
    const from = at
    const char = text[at]!
    const keyword = match(KEYWORD)
    const known = keyword && aliases.get(keyword[1]!.toLowerCase())
    if (/\s/.test(char)) at++
    else if (char === '(' || char === ')') {
      at++
      tokens.push({ kind: char === '(' ? 'open' : 'close', from, to: at })
    } else if (QUOTES.includes(char)) tokens.push({ kind: 'words', text: quoted(), from, to: at })
    else if (char === '-' && at + 1 < text.length && !/[\s)]/.test(text[at + 1]!)) {
      at++
      tokens.push({ kind: 'minus', from, to: at })
    } else if (known) {
      at += keyword[0].length
      const found = values()
      if (found.length > 0) tokens.push({ kind: 'term', keyword: known, values: found, from, to: at })
      else problems.push({ message: `Nothing stands after “${known}:”, so it is left out.`, from, to: at })
    } else {
      if (keyword && text[at + keyword[0].length] !== '/') {
        const message = `“${keyword[1]}:” is no keyword of this list, so it is searched for as words.`
        problems.push({ message, from, to: at + keyword[0].length })
      }
      const word = match(WORD)![0]
      at += word.length
      tokens.push({ ...wordOrOperator(word), from, to: at })
    }
  }
  return tokens
}

function wordOrOperator(word: string): { kind: 'or' | 'not' } | { kind: 'words'; text: string } {
  const lower = word.toLowerCase()
  return lower === 'or' || lower === 'not' ? { kind: lower } : { kind: 'words', text: word }
}

class Parser {
  private at = 0
  private depth = 0

  constructor(
    private readonly tokens: Token[],
    private readonly problems: SearchProblem[],
  ) {}

  all(): Query | null {
    const parts: (Query | null)[] = []
    while (this.at < this.tokens.length) {
      parts.push(this.alternatives())
      const left = this.tokens[this.at]
      if (left?.kind === 'close') {
        this.problems.push({ message: 'A parenthesis is closed that was not opened.', from: left.from, to: left.to })
        this.at++
      }
    }
    return group('and', parts)
  }

  private alternatives(): Query | null {
    const parts: (Query | null)[] = []
    for (;;) {
      parts.push(this.together())
      if (this.tokens[this.at]?.kind !== 'or') return group('or', parts)
      this.at++
    }
  }

  private together(): Query | null {
    const parts: (Query | null)[] = []
    for (;;) {
      const token = this.tokens[this.at]
      if (!token || token.kind === 'or' || token.kind === 'close') return group('and', parts)
      parts.push(this.one())
    }
  }

  private one(): Query | null {
    let negated = false
    for (;;) {
      const token = this.tokens[this.at]
      if (token?.kind !== 'minus' && token?.kind !== 'not') break
      negated = !negated
      this.at++
    }
    const token = this.tokens[this.at]
    if (!token || token.kind === 'or' || token.kind === 'close') return null
    this.at++
    if (token.kind === 'words') return negate({ kind: 'words', text: token.text }, negated)
    if (token.kind === 'term') return negate({ kind: 'term', keyword: token.keyword, values: token.values }, negated)
    return negate(this.inParentheses(token), negated)
  }

  private inParentheses(open: Token): Query | null {
    if (this.depth === DEEPEST) {
      this.problems.push({ message: 'Too many parentheses stand in one another.', from: open.from, to: open.to })
      return null
    }
    this.depth++
    const inner = this.alternatives()
    this.depth--
    if (this.tokens[this.at]?.kind === 'close') this.at++
    else this.problems.push({ message: 'A parenthesis is not closed.', from: open.from, to: open.to })
    return inner
  }
}

function negate(query: Query | null, negated: boolean): Query | null {
  if (!query || !negated) return query
  return query.kind === 'not' ? query.of : { kind: 'not', of: query }
}

/** Joins the parts, without empty ones and without groups inside a group of the same kind. */
export function group(kind: 'and' | 'or', parts: (Query | null)[]): Query | null {
  const of = parts.flatMap((part) => {
    if (!part || (part.kind === 'words' && part.text.trim() === '')) return []
    return part.kind === kind ? part.of : [part]
  })
  return of.length > 1 ? { kind, of } : (of[0] ?? null)
}

/** Prints a search as text that `parseSearch` reads as the same. */
export function printSearch(query: Query | null): string {
  if (!query) return ''
  switch (query.kind) {
    case 'words':
      return printWords(query.text)
    case 'term':
      return `${query.keyword}:${query.values.map(printValue).join(',')}`
    case 'not':
      return `-${printInner(query.of)}`
    case 'and':
      return query.of.map((part) => (part.kind === 'or' ? `(${printSearch(part)})` : printSearch(part))).join(' ')
    case 'or':
      return query.of.map(printSearch).join(' or ')
  }
}

function printInner(query: Query): string {
  return query.kind === 'words' || query.kind === 'term' ? printSearch(query) : `(${printSearch(query)})`
}

const printWords = (text: string) =>
  /^[^\s"“”():：-][^\s"“”():：]*$/.test(text) && !/^(or|not)$/i.test(text) ? text : `"${text}"`
const printValue = (value: string) => (/^[^\s"“”(),]+$/.test(value) ? value : `"${value}"`)

/** The search with one more term, for a facet's link. */
export function withTerm(query: Query | null, keyword: Keyword, value: string): string {
  return printSearch(group('and', [query, { kind: 'term', keyword, values: [value] }]))
}

/** The terms that every match must have: a facet's link can remove them. */
export function termsOf(query: Query | null): Extract<Query, { kind: 'term' }>[] {
  if (!query) return []
  if (query.kind === 'term') return [query]
  return query.kind === 'and' ? query.of.flatMap((part) => (part.kind === 'term' ? [part] : [])) : []
}

/** The search without one of the terms from `termsOf`. */
export function withoutTerm(query: Query | null, term: Query): string {
  if (!query || query === term) return ''
  return printSearch(
    query.kind === 'and'
      ? group(
          'and',
          query.of.filter((part) => part !== term),
        )
      : query,
  )
}
