import { defineConfig, mergeConfig } from 'vitest/config'
import { common } from './common.config'

/** The tests of rules: no database, no process, in seconds. They share their modules, so a test leaves none changed. */
export default mergeConfig(
  common,
  defineConfig({
    test: {
      include: ['lib/**/*.test.{ts,tsx}'],
      exclude: ['**/*.db.test.ts', '**/*.slow.test.ts'],
      pool: 'threads',
      isolate: false,
    },
  }),
)
