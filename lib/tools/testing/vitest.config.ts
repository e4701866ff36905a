import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../../..')

export default defineConfig({
  root,
  resolve: { alias: { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') } },
  test: {
    include: ['lib/**/*.test.{ts,tsx}', 'db/**/*.test.ts'],
    globalSetup: 'lib/tools/testing/global-setup.ts',
    setupFiles: 'lib/tools/testing/setup.ts',
    // A process a file: each has its own database and its own modules.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may take as long as the machine needs: only the test's own limit ends it.
    expect: { poll: { timeout: 59_000 } },
  },
})
