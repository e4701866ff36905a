import { globSync, readFileSync } from 'node:fs'

/**
 * The floors of the house, the lowest first. A file imports from its own floor and from those below it, types included.
 * `lib/README.md` draws them, and says what lives on each.
 */
export const FLOORS = {
  shared: '^lib/shared/',
  lifecycle: '^lib/lifecycle/',
  form: '^lib/form/',
  call: '^lib/call/',
  db: '^db/',
  platform: '^lib/platform/',
  people: '^lib/people/',
  applying: '^lib/applying/',
  selecting: '^lib/selecting/',
  awarding: '^lib/awarding/',
  running: '^lib/running/',
  app: '^(app/|proxy\\.ts$|instrumentation\\.ts$|next\\.config\\.mjs$)',
}

/** Imports that go up all the same, each with its reason; five at most. There is none today. */
export const EXCEPTIONS = [
  // { from: 'lib/…', to: 'lib/…', why: '…' },
]

const TESTS = '\\.test\\.tsx?$'
const TOOLS = '^(lib/tools/|e2e/)'
const names = Object.keys(FLOORS)
const exact = (file) => `^${file.replace(/[.[\]()]/g, '\\$&')}$`

const upwards = names.slice(0, -1).map((name, at) => ({
  name: `not-up-from-${name}`,
  comment: `${name} stands below ${names.slice(at + 1).join(', ')}. Move down what is needed, or let the caller give it in.`,
  severity: 'error',
  from: { path: FLOORS[name], pathNot: [TESTS, ...EXCEPTIONS.map(({ from }) => exact(from))] },
  to: { path: names.slice(at + 1).map((above) => FLOORS[above]) },
}))

const exceptions = EXCEPTIONS.map(({ from, to }) => ({
  name: 'exception-grown',
  comment: `${from} may import ${to} from above, and nothing else.`,
  severity: 'error',
  from: { path: exact(from) },
  to: {
    path: names.slice(names.findIndex((name) => new RegExp(FLOORS[name]).test(from)) + 1).map((n) => FLOORS[n]),
    pathNot: exact(to),
  },
}))

/** Rules are pure: the floors below the database but their components, and each file above that calls itself pure. */
const pure = globSync(['lib/**/*.{ts,tsx,mjs}', 'db/**/*.ts']).filter(
  (file) =>
    !new RegExp(TESTS).test(file) &&
    (/^lib\/(lifecycle|form|call)\/(?!ui\/)/.test(file) ||
      /^\s*(\/\*\*|\*) .*\bPure\b/m.test(readFileSync(file, 'utf8'))),
)
/** Packages that compute and do nothing else. */
const COMPUTES = [
  'zod',
  '@date-fns/tz',
  'date-fns',
  'clsx',
  'jsonc-parser',
  'csv-parse',
  'tldts',
  'pure-rand',
  'simple-statistics',
  'ml-matrix',
  'countries-list',
  'i18n-iso-countries',
  'email-providers',
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    ...exceptions,
    {
      name: 'no-tools-in-the-product',
      comment: 'Benchmarks, drills, commands and test support are no part of the product.',
      severity: 'error',
      from: { pathNot: [TOOLS, TESTS, '^db/drizzle'] },
      to: { path: [TOOLS, TESTS] },
    },
    {
      name: 'no-circle',
      comment: 'What two files need of each other stands in a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rules-are-pure',
      comment: 'A file that calls itself pure imports what is pure: no database, no Next, no files, no network.',
      severity: 'error',
      from: { path: pure.map(exact) },
      to: {
        pathNot: [...pure.map(exact), ...COMPUTES.map((name) => `node_modules/${name}/`), '^(crypto|util|url)$'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
}
