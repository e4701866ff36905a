#!/usr/bin/env node
/** Rehearses failures of a portal in service, and prints what its users saw: `npm run drill`, or some by name. */
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { drill } = await import('../drill/run.ts')
  process.exit((await drill(process.argv.slice(2))) ? 0 : 1)
} catch (error) {
  fail(error?.message ?? String(error))
}
