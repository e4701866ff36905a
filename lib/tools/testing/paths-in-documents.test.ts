import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { FLOORS } from '../../../.dependency-cruiser.mjs'

const root = path.resolve(import.meta.dirname, '../../..')
const KEPT = ['app', 'db', 'e2e', 'lib', 'public', '.ci', '.deploy', '.github']
/** Every file and folder that is kept; not the reports of browser tests. */
const paths = [
  ...readdirSync(root),
  ...KEPT.flatMap((top) => readdirSync(path.join(root, top), { recursive: true }).map((one) => `${top}/${one}`)),
].filter((one) => !one.includes('/.results'))

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

for (const document of paths.filter((one) => one.endsWith('.md')))
  test(`a reader of ${document} finds every file that it names`, () => {
    const found = stale(document, readFileSync(path.join(root, document), 'utf8'))
    expect(found, 'mend these paths, or add what a running portal makes to MADE').toEqual([])
  })

test('a file that has moved is found, by its path, its last parts or a link', () => {
  const text = 'See lib/gone/rules.ts, `gone/rules.ts` and [the rules](gone.md).'
  expect(stale('lib/README.md', text)).toEqual(['lib/gone/rules.ts', 'lib/gone.md', 'gone/rules.ts'])
})

test('the picture of lib/README.md has the floors in their order, each with its folders', () => {
  const [, picture] = readFileSync(path.join(root, 'lib/README.md'), 'utf8').split('```')
  const drawn = picture!.split(/^(?= (?:app|db|lib))/m).filter((part) => /^ \w/.test(part))
  const floorOf = (part: string) =>
    part
      .trim()
      .split(/\s/)[0]!
      .replace(/^lib\/|\/$/g, '')
  expect(drawn.map(floorOf)).toEqual(Object.keys(FLOORS).reverse())
  for (const part of drawn.slice(1)) {
    const folder = part.trim().split(/\s/)[0]!.replace(/\/$/, '')
    const inside = paths
      .filter((one) => path.dirname(one) === folder && !path.extname(one))
      .map((one) => path.basename(one))
    const missing = inside.filter((one) => one !== 'ui' && !part.split(/[\s,()]+/).includes(one))
    expect(missing, `not drawn on the floor of ${folder}`).toEqual([])
  }
})
