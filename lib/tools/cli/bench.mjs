#!/usr/bin/env node
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { bench } = await import('../bench/run.ts')
  await bench(process.argv.slice(2))
  // Connections to a gone server wait minutes before they end by themselves.
  process.exit()
} catch (error) {
  fail(error?.message ?? String(error))
}
