import path from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../../..')

/** The tests that each need a process: their own database, their own modules, or much time. */
const ALONE = ['lib/**/*.{db,slow}.test.{ts,tsx}', 'db/**/*.test.ts']

/** All tests but those in a browser, a process a file. `--mode alone`: without the tests of `--mode unit`. */
const all = (include: string[]): ViteUserConfig['test'] => ({
  include,
  globalSetup: 'lib/tools/testing/global-setup.ts',
  pool: 'forks',
})

/** `--mode unit`: the tests of rules, in seconds. They share their modules, so a test leaves none of them changed. */
const unit: ViteUserConfig['test'] = {
  include: ['lib/**/*.test.{ts,tsx}'],
  exclude: ALONE,
  pool: 'threads',
  isolate: false,
}

const MODES: Record<string, ViteUserConfig['test']> = { unit, alone: all(ALONE) }

export default defineConfig(({ mode }) => ({
  root,
  resolve: { alias: { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') } },
  test: {
    ...(MODES[mode] ?? all(['lib/**/*.test.{ts,tsx}', ...ALONE])),
    setupFiles: 'lib/tools/testing/setup.ts',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may take as long as the machine needs: only the test's own limit ends it.
    expect: { poll: { timeout: 59_000 } },
  },
}))
