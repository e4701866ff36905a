import { defineConfig } from '@playwright/test'
import { launchOptions } from '@/lib/tools/cli/browser'

const PORT = Number(process.env.E2E_PORT ?? 3999)

export default defineConfig({
  testDir: '.',
  // `npm run screenshots` takes the README's pictures, not a test run.
  testIgnore: process.env.SCREENSHOTS ? [] : /screenshots/,
  outputDir: '.results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.results/report.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    launchOptions: await launchOptions(),
    // A test's browser keeps the portal's scripts of the test before, and nothing else.
    reuseContext: true,
    // Recording takes a third of the time: request it (`--trace retain-on-failure`) when a failure needs it.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: process.env.SCREENSHOTS ? [] : /\.phone\.spec\.ts|screenshots/,
      use: { viewport: { width: 1280, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: /\.phone\.spec\.ts/,
      use: { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: `node lib/tools/cli/e2e-server.mjs ${PORT}`,
    cwd: '..',
    url: `http://localhost:${PORT}/api/health/ready`,
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
  },
})
