#!/usr/bin/env node
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { bench } = await import('../bench/run.ts')
  await bench(process.argv.slice(2))
} catch (error) {
  fail(error?.message ?? String(error))
}
