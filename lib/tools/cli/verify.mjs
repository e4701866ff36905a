#!/usr/bin/env node
/** Checks the whole chain of events: `npm run verify`, with `-- --seal …` of an earlier check. */
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { runVerify } = await import('./run-verify.ts')
  process.exit((await runVerify(process.argv.slice(2))) ? 0 : 2)
} catch (error) {
  fail(error?.message ?? String(error))
}
