import path from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../../..')

/** All tests but those in a browser. A process a file: each has its own database and its own modules. */
const all: ViteUserConfig['test'] = {
  include: ['lib/**/*.test.{ts,tsx}', 'db/**/*.test.ts'],
  globalSetup: 'lib/tools/testing/global-setup.ts',
  pool: 'forks',
}

/** `--mode unit`: the tests of rules, in seconds. They share their modules, so a test leaves none of them changed. */
const unit: ViteUserConfig['test'] = {
  include: ['lib/**/*.test.{ts,tsx}'],
  exclude: ['**/*.db.test.ts', '**/*.slow.test.ts'],
  pool: 'threads',
  isolate: false,
}

export default defineConfig(({ mode }) => ({
  root,
  resolve: { alias: { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') } },
  test: {
    ...(mode === 'unit' ? unit : all),
    setupFiles: 'lib/tools/testing/setup.ts',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may take as long as the machine needs: only the test's own limit ends it.
    expect: { poll: { timeout: 59_000 } },
  },
}))
