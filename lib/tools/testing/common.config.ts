import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../../..')

/** What the unit tests and those on a database have in common. */
export const common = defineConfig({
  root,
  resolve: { alias: { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') } },
  test: {
    setupFiles: 'lib/tools/testing/setup.ts',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may take as long as the machine needs: only the test's own limit ends it.
    expect: { poll: { timeout: 59_000 } },
  },
})
