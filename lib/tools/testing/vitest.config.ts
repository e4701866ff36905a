import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../../..')

const UNIT = ['lib/**/*.test.{ts,tsx}']
/** The tests that need a database of their own, or much time. */
const ALONE = ['lib/**/*.{db,slow}.test.{ts,tsx}', 'db/**/*.test.ts']

/** A module that a file replaces stays replaced in its process, so each of these gets one of its own. */
const MOCKING = globSync(['lib/**/*.test.ts', 'db/**/*.test.ts'], { cwd: root }).filter(
  (file) => /\.(db|slow)\.test/.test(file) && readFileSync(path.join(root, file), 'utf8').includes('vi.mock('),
)

const project = (test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  extends: true,
  test,
})

/** `--mode unit`: the tests of rules, in seconds. They share their modules, so a test leaves none of them changed. */
const unit = project({ name: 'unit', include: UNIT, exclude: ALONE, pool: 'threads', isolate: false })

/** `--mode alone`: all others but those in a browser. The files of a process share what is in node_modules. */
const alone = [
  project({ name: 'alone', include: ALONE, exclude: MOCKING, pool: 'forks', isolate: false }),
  project({ name: 'mocking', include: MOCKING, pool: 'forks' }),
]

const MODES: Record<string, TestProjectInlineConfiguration[]> = { unit: [unit], alone }

export default defineConfig(({ mode }) => ({
  root,
  resolve: { alias: { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') } },
  test: {
    projects: MODES[mode] ?? [unit, ...alone],
    globalSetup: mode === 'unit' ? [] : 'lib/tools/testing/global-setup.ts',
    setupFiles: 'lib/tools/testing/setup.ts',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may take as long as the machine needs: only the test's own limit ends it.
    expect: { poll: { timeout: 59_000 } },
  },
}))
