import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { installedBrowser } from './browser'
import { ensureBuilt, generateTypes } from './build'

type Count = { passed: number; failed: number }

const one = (good: boolean): Count => ({ passed: Number(good), failed: Number(!good) })
const node = (...args: string[]) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0

/** As `npm run floors` has it. */
const FLOORS = [
  'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  '--config',
  '.dependency-cruiser.mjs',
  'app',
  'lib',
  'db',
  'e2e',
  'instrumentation.ts',
  'next.config.mjs',
]

const stages: Record<string, (names: string[]) => Count | Promise<Count>> = {
  lint: () => one(node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings')),
  floors: () => one(node(...FLOORS)),
  types: () => {
    generateTypes()
    return one(node('node_modules/typescript/bin/tsc', '--noEmit'))
  },
  unit: (names) => vitest('unit', names),
  db: (names) => vitest('alone', names),
  build: async () => {
    await ensureBuilt()
    return one(true)
  },
  e2e: (names) => {
    ensureBrowser()
    const report = 'e2e/.results/report.json'
    rmSync(report, { force: true })
    const good = node('node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts', ...names)
    const stats = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).stats : {}
    return counted(good, Number(stats.expected ?? 0), Number(stats.unexpected ?? 0) + Number(stats.flaky ?? 0))
  },
}

/** `names`: parts of the names of files. */
function vitest(mode: 'unit' | 'alone', names: string[]): Count {
  const report = '.data/vitest.json'
  rmSync(report, { force: true })
  const good = node(
    'node_modules/vitest/vitest.mjs',
    'run',
    ...names,
    `--mode=${mode}`,
    '--config=lib/tools/testing/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  )
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  return counted(good, Number(result.numPassedTests ?? 0), Number(result.numFailedTests ?? 0))
}

/** A runner that failed without a failed test (a crash, a file that does not load) counts as one failure. */
function counted(good: boolean, passed: number, failed: number): Count {
  return { passed, failed: good && passed > 0 ? failed : Math.max(failed, 1) }
}

/** Without any browser, Playwright downloads its own; if that is impossible, the bundled one serves. */
function ensureBrowser() {
  if (installedBrowser() || process.env.BROWSER === 'bundled') return
  console.log('No browser found: asking Playwright for its own ...')
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 120_000,
  })
}

/**
 * Runs the stages (`--only=unit,e2e` for some; names after them narrow the tests down) and prints the totals as the last
 * line. Returns the exit code.
 */
export async function runTests(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { only: { type: 'string' } },
    allowPositionals: true,
  })
  const total: Count = { passed: 0, failed: 0 }
  for (const name of values.only?.split(',') ?? Object.keys(stages)) {
    console.log(`\n== ${name}`)
    const { passed, failed } = await attempt(name, positionals)
    total.passed += passed
    total.failed += failed
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

async function attempt(name: string, names: string[]): Promise<Count> {
  try {
    const stage = stages[name]
    if (!stage) throw new Error(`There is no stage ${name}.`)
    return await stage(names)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return one(false)
  }
}
