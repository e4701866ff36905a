#!/usr/bin/env node
import { prepare } from './install.mjs'

try {
  await prepare()
  const { runTests } = await import('./run-tests.ts')
  process.exitCode = await runTests(process.argv.slice(2))
} catch (error) {
  console.error(error?.message ?? String(error))
  console.log('\n0 passed, 1 failed')
  process.exitCode = 1
}
