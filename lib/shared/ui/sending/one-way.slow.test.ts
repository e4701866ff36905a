import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** The form itself, and its hook for sending. */
const OURS = ['lib/shared/ui/sending/form.tsx', 'lib/shared/ui/sending/use-sending.ts']
const files = ['app', 'lib'].flatMap((dir) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => path.posix.join(dir, file)),
)

test('every form sends by useSending and Form, so that a failure shows and nothing typed is lost', () => {
  const wrong = files
    .filter((file) => !OURS.includes(file))
    .flatMap((file) => offences(file, readFileSync(file, 'utf8')))
  expect(wrong).toEqual([])
})

test('the search finds each other way in which an action could be called', () => {
  const source = `
    import { useActionState } from 'react'
    import { saveName } from '@/lib/people/account-actions'
    const a = <form action={saveName} />
    const b = <button formAction={saveName} />
    const c = () => saveName(idle, new FormData())
    const fine = <form method="post" action={address} />
    const search = <form action="/search" />`
  expect(offences('lib/made-up.tsx', source)).toHaveLength(4)
})

/** The places in a file that call an action, or could, without the one way of sending. */
function offences(file: string, source: string): string[] {
  // Skips the many unrelated files, because parsing takes time.
  if (!/<form|[aA]ction/.test(source)) return []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const actions = new Set<string>()
  const say = (node: ts.Node, what: string) =>
    found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`)
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) {
      const from = (node.moduleSpecifier as ts.StringLiteral).text
      const names = node.importClause?.namedBindings
      for (const { name, propertyName } of names && ts.isNamedImports(names) ? names.elements : []) {
        if (/^use(ActionState|FormState)$/.test((propertyName ?? name).text) && from.startsWith('react'))
          say(node, name.text)
        if (isActions(file, from)) actions.add(name.text)
      }
    }
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
      const given = new Map(
        node.attributes.properties.filter(ts.isJsxAttribute).map((one) => [one.name.getText(), one]),
      )
      const own = /^[a-z]/.test(node.tagName.getText())
      if (own && given.has('formAction')) say(node, 'formAction')
      const to = node.tagName.getText() === 'form' ? given.get('action')?.initializer : undefined
      // With a method it is an address.
      if (to && ts.isJsxExpression(to) && !given.has('method')) say(node, 'action of a form')
    }
    if (
      file.endsWith('.tsx') &&
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      actions.has(node.expression.text)
    )
      say(node, `calls ${node.expression.text}`)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** Whether the module holds server actions. */
function isActions(file: string, from: string): boolean {
  const base = from.startsWith('@/') ? from.slice(2) : from.startsWith('.') ? path.join(path.dirname(file), from) : null
  const module = base && [`${base}.ts`, `${base}.tsx`].find((candidate) => existsSync(candidate))
  return module ? /^['"]use server['"]/.test(readFileSync(module, 'utf8')) : false
}
