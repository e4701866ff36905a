#!/usr/bin/env node
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { runTests } = await import('./run-tests.ts')
  process.exitCode = await runTests(process.argv.slice(2))
} catch (error) {
  fail(error?.message ?? String(error))
}
