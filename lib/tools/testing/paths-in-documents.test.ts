import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
const files = listed.toString().trim().split('\n')
const folders = files.flatMap((file) => {
  const parts = file.split('/').slice(0, -1)
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
})
const paths = [...new Set([...files, ...folders])]

/** A path from the root, wherever it stands in a document; an end such as `*`, `<` or `…` makes it a pattern. */
const FROM_ROOT = /(?<![\w./@-])(?:app|db|e2e|lib|\.ci|\.deploy|\.github)\/[\w.()[\]/-]*(?![\w*<…{])/g
/** A file or folder in backticks that is named by its last parts alone. */
const LAST_PARTS = /`((?:[\w.[\]-]+\/)*[\w.[\]-]+(?:\.(?:ts|tsx|mjs|md|sql|service|timer|yaml|conf)|\/))`/g
const LINK = /\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g

/** What a running portal makes, and git does not keep. */
const MADE = ['.data']

/** The paths that a document names and that nothing bears. */
function stale(document: string, text: string): string[] {
  const ended = (found: string) => found.replace(/\]\(.*$/, '').replace(/[./)]+$/, '')
  const fromRoot = [...text.matchAll(FROM_ROOT)].map(([found]) => ended(found))
  const lastParts = [...text.matchAll(LAST_PARTS)].map(([, found]) => ended(found!))
  const links = [...text.matchAll(LINK)].map(([, found]) => ended(path.join(path.dirname(document), found!)))
  return [
    ...[...fromRoot, ...links].filter((one) => !paths.includes(one)),
    ...lastParts.filter((one) => !MADE.includes(one) && !paths.some((known) => `/${known}`.endsWith(`/${one}`))),
  ]
}

for (const document of files.filter((file) => file.endsWith('.md')))
  test(`a reader of ${document} finds every file that it names`, () => {
    const found = stale(document, readFileSync(path.join(root, document), 'utf8'))
    expect(found, 'mend these paths, or add what a running portal makes to MADE').toEqual([])
  })

test('a file that has moved is found, by its path, its last parts or a link', () => {
  const text = 'See lib/gone/rules.ts, `gone/rules.ts` and [the rules](gone.md).'
  expect(stale('lib/README.md', text)).toEqual(['lib/gone/rules.ts', 'lib/gone.md', 'gone/rules.ts'])
})
