import { defineConfig, mergeConfig } from 'vitest/config'
import { common } from './common.config'

/** All tests but those in a browser. */
export default mergeConfig(
  common,
  defineConfig({
    test: {
      include: ['lib/**/*.test.{ts,tsx}', 'db/**/*.test.ts'],
      globalSetup: 'lib/tools/testing/global-setup.ts',
      // A process a file: each has its own database and its own modules.
      pool: 'forks',
    },
  }),
)
