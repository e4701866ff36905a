#!/usr/bin/env node
/** Fills the demonstration with invented applications: `npm run fill -- --applications 5000 --reviewers 400 --seed 1`. */
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { runFill } = await import('../../db/seed/fill/run.ts')
  await runFill(process.argv.slice(2))
  process.exit(0)
} catch (error) {
  fail(error?.message ?? String(error))
}
