#!/usr/bin/env node
/** Builds the app for `npm start`: `npm run build`. */
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const { build } = await import('./build.ts')
  await build()
} catch (error) {
  fail(error?.message ?? String(error))
}
